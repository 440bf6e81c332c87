/** The entries of a timeline as a table, newest first: the same as the drawing, in text. */
import { Link } from 'wouter';
import { StateLabel } from '../state/state-label.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Time } from '../ui/time.tsx';
import { shortUid } from '../ui/uid.tsx';
import styles from './entry-table.module.css';
import { MarkShape } from './mark-shape.tsx';
import { kindOf, markNames, textOf } from './marks.ts';
import type { Entry } from './model.ts';

interface EntryTableProps {
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** Null: all entries are of one instance. */
  readonly linkOf: ((uid: string) => string) | null;
}

export function EntryTable({ entries, linkOf }: EntryTableProps) {
  return (
    <ScrollTable label="Entries of the timeline" className={styles['table']} stacks>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Kind</th>
          {linkOf && <th scope="col">Instance</th>}
          <th scope="col">What happened</th>
        </tr>
      </thead>
      <tbody>
        {entries.toReversed().map((entry, index) => (
          <EntryRow key={`${entry.at}${entry.kind}${entries.length - index}`} entry={entry} linkOf={linkOf} />
        ))}
      </tbody>
    </ScrollTable>
  );
}

interface EntryRowProps {
  readonly entry: Entry;
  readonly linkOf: EntryTableProps['linkOf'];
}

function EntryRow({ entry, linkOf }: EntryRowProps) {
  const { at, instanceUid, exception } = entry;
  const kind = kindOf(entry);
  return (
    <tr>
      <td>
        <Time at={at} as="exact" />
      </td>
      <td>
        <span className={styles['kind']}>
          <svg width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true">
            <MarkShape kind={kind} />
          </svg>
          {markNames[kind]}
        </span>
      </td>
      {linkOf && (
        <td>
          {instanceUid === null ? (
            <span className="muted">–</span>
          ) : (
            <Link href={linkOf(instanceUid)} title={instanceUid} className={styles['uid']}>
              {shortUid(instanceUid)}
            </Link>
          )}
        </td>
      )}
      <td className={styles['text']}>
        {entry.kind === 'JOB_STATE' && entry.jobState && (
          <span className={styles['state']}>
            <StateLabel state={entry.jobState} raw={entry.jobStateRaw} />
          </span>
        )}
        {textOf(entry)}
        {exception && (
          <details>
            <summary>Stack trace</summary>
            <pre className={styles['stack']} tabIndex={0}>
              {exception}
            </pre>
          </details>
        )}
      </td>
    </tr>
  );
}
