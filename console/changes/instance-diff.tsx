/** The difference between two instances of one application: every value with its origin. */
import { useState } from 'react';
import { graphql, readInlineData, useLazyLoadQuery } from 'react-relay';
import type { changesFragment_changes$key } from '../gql/changesFragment_changes.graphql';
import type { instanceDiffQuery } from '../gql/instanceDiffQuery.graphql';
import styles from './changes.module.css';
import { changesFragment } from './changes-fragment.ts';
import { ChangesTable } from './changes-table.tsx';
import { unchangedLeaves } from './value.ts';

const query = graphql`
  query instanceDiffQuery($from: ID!, $to: ID!) {
    from: node(id: $from) {
      ... on Instance {
        uid
        effectiveSpec
      }
    }
    to: node(id: $to) {
      ... on Instance {
        uid
        effectiveSpec
        changes(against: $from) @catch {
          ...changesFragment_changes
        }
      }
    }
  }
`;

interface InstanceDiffProps {
  /** The global IDs. */
  readonly from: string;
  readonly to: string;
}

/** Each origin costs a request, so a diff with more rows than this has no origins. */
const maxOrigins = 60;

export function InstanceDiff({ from, to }: InstanceDiffProps) {
  const [isWhole, setWhole] = useState(false);
  const data = useLazyLoadQuery<instanceDiffQuery>(query, { from, to });
  const changes = data.to?.changes;
  if (!changes?.ok)
    return <p role="alert">The difference could not be read. Reload the page to try again.</p>;
  const key: changesFragment_changes$key | null | undefined = changes.value;
  if (!key) return <p className="muted">The spec of one of the instances is no longer available.</p>;
  const diff = readInlineData(changesFragment, key);
  const [before, after] = [data.from?.uid, data.to?.uid];
  const origins = before && after ? { before, after } : null;
  return (
    <div className={styles['diff']}>
      <div className={styles['controls']}>
        <span>{diff.changes.length === 0 ? 'No value differs.' : diff.summary}</span>
        <label>
          <input type="checkbox" checked={!isWhole} onChange={({ target }) => setWhole(!target.checked)} />
          Only changes
        </label>
      </div>
      {(diff.changes.length > 0 || isWhole) && (
        <ChangesTable
          label="Differences"
          changes={diff.changes}
          unchanged={isWhole ? unchangedLeaves(data.from?.effectiveSpec, data.to?.effectiveSpec) : null}
          origins={diff.changes.length <= maxOrigins ? origins : null}
        />
      )}
    </div>
  );
}
