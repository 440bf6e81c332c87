/**
 * Two specs side by side, value by value: the differences, grouped by the part of the spec, and on request equal
 * values.
 */
import { Fragment } from 'react';
import { ScrollTable } from '../ui/scroll-table.tsx';
import type { Change } from './change.ts';
import styles from './changes.module.css';
import { Origin } from './origin.tsx';
import { sectionNames, sectionsOf } from './sections.ts';
import { type Leaf, textOfValue } from './value.ts';

interface ChangesTableProps {
  readonly label: string;
  readonly changes: readonly Change[];
  /** Null: only changes. */
  readonly unchanged?: readonly Leaf[] | null;
  /** The UIDs of the instances, to show where each value comes from. */
  readonly origins?: { readonly before: string; readonly after: string } | null;
}

export function ChangesTable({ label, changes, unchanged = null, origins = null }: ChangesTableProps) {
  if (changes.length === 0 && unchanged === null) return <p className="muted">No value differs.</p>;
  const columns = origins ? 4 : 3;
  return (
    <ScrollTable label={label} className={styles['table']} stacks>
      <thead>
        <tr>
          <th scope="col">Value</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
          {origins && <th scope="col">Origin</th>}
        </tr>
      </thead>
      <tbody>
        {sectionsOf(changes).map((group) => (
          <Fragment key={group.section}>
            <SectionRow columns={columns} name={sectionNames[group.section]} count={group.changes.length} />
            {group.changes.map((change) => (
              <tr key={change.path} data-kind={change.kind}>
                <th scope="row" className={styles['path']}>
                  {change.path}
                </th>
                <td className={styles['before']}>
                  <Value value={change.before} isAbsent={change.kind === 'ADDED'} />
                </td>
                <td className={styles['after']}>
                  <Value value={change.after} isAbsent={change.kind === 'REMOVED'} />
                </td>
                {origins && (
                  <td>
                    <Origin
                      uid={change.kind === 'REMOVED' ? origins.before : origins.after}
                      segments={change.segments}
                    />
                  </td>
                )}
              </tr>
            ))}
          </Fragment>
        ))}
        {unchanged && (
          <>
            <SectionRow columns={columns} name="Unchanged" count={unchanged.length} />
            {unchanged.map(({ path, value }) => (
              <tr key={path} data-kind="UNCHANGED">
                <th scope="row" className={styles['path']}>
                  {path}
                </th>
                <td colSpan={columns - 1}>
                  <Value value={value} isAbsent={false} />
                </td>
              </tr>
            ))}
          </>
        )}
      </tbody>
    </ScrollTable>
  );
}

interface SectionRowProps {
  readonly columns: number;
  readonly name: string;
  readonly count: number;
}

function SectionRow({ columns, name, count }: SectionRowProps) {
  return (
    <tr className={styles['section']}>
      <th colSpan={columns} scope="colgroup">
        {name} ({count})
      </th>
    </tr>
  );
}

function Value({ value, isAbsent }: { readonly value: unknown; readonly isAbsent: boolean }) {
  if (isAbsent) return <span className="muted">not set</span>;
  return <code className={styles['value']}>{textOfValue(value)}</code>;
}
