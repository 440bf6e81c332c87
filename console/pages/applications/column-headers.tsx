/** The column headers. Those of sortable columns are buttons. */
import type { ListFilter, SortField } from '../../routes.ts';
import styles from './table.module.css';

interface Column {
  readonly name: string;
  readonly className: string;
  readonly sort?: SortField;
}

const columns: readonly Column[] = [
  { name: 'State', className: 'state' },
  { name: 'Application', className: 'name', sort: 'NAME' },
  { name: 'Environment', className: 'environment' },
  { name: 'Lifecycle', className: 'lifecycle' },
  { name: 'Current instance', className: 'instance' },
  { name: 'Upgrade', className: 'upgrade' },
  { name: 'Problem', className: 'problem' },
  { name: 'Flink', className: 'version' },
  { name: 'Par.', className: 'parallelism' },
  { name: 'Changed', className: 'changed', sort: 'UPDATED' },
];

export function columnCount(showsEnvironment: boolean): number {
  return showsEnvironment ? columns.length : columns.length - 1;
}

interface ColumnHeadersProps {
  readonly filter: ListFilter;
  readonly showsEnvironment: boolean;
  readonly onChange: (part: ListFilter) => void;
}

export function ColumnHeaders({ filter, showsEnvironment, onChange }: ColumnHeadersProps) {
  const { sort: current = 'NAME', descending = false } = filter;
  const shown = columns.filter(({ className }) => showsEnvironment || className !== 'environment');
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={styles['headRow']}>
        {shown.map(({ name, className, sort }) => {
          const isSorted = sort === current;
          const direction = descending ? 'descending' : 'ascending';
          return (
            <div
              key={name}
              role="columnheader"
              className={styles[className]}
              {...(sort && { 'aria-sort': isSorted ? direction : 'none' })}
            >
              {sort ? (
                <button
                  type="button"
                  className={styles['sort']}
                  // Times sort newest first by default.
                  onClick={() => onChange({ sort, descending: isSorted ? !descending : sort !== 'NAME' })}
                >
                  {name}
                  <span aria-hidden="true">{isSorted ? (descending ? ' ↓' : ' ↑') : ''}</span>
                </button>
              ) : (
                name
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
