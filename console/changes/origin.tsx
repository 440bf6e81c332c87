/** The origin of a value of an effective spec, and the value that it overrides. */
import { Suspense } from 'react';
import { graphql, useLazyLoadQuery } from 'react-relay';
import type { originQuery, ValueSource } from '../gql/originQuery.graphql';
import styles from './changes.module.css';
import { textOfValue } from './value.ts';

const query = graphql`
  query originQuery($uid: ID!, $path: [String!]!) {
    instance(uid: $uid) {
      provenance(path: $path) @catch {
        origin
        overridden
      }
    }
  }
`;

export type { ValueSource };

const originNames: Readonly<Record<ValueSource, string>> = {
  APPLICATION: 'application',
  ENVIRONMENT: 'environment',
  BOTH: 'both, equal',
  CMF: 'CMF',
  UNKNOWN: 'unknown',
};

interface OriginBadgeProps {
  readonly origin: ValueSource;
  /** Null or undefined: no value was overridden. */
  readonly overridden: unknown;
}

export function OriginBadge({ origin, overridden }: OriginBadgeProps) {
  return (
    <span className={styles['origin']}>
      <span className={styles['badge']} data-origin={origin}>
        {originNames[origin]}
      </span>
      {overridden != null && (
        <span className="muted">
          wins over <code>{textOfValue(overridden)}</code>
        </span>
      )}
    </span>
  );
}

interface OriginProps {
  readonly uid: string;
  readonly segments: readonly string[];
}

/** Read when it is shown. */
export function Origin(props: OriginProps) {
  return (
    <Suspense fallback={<span className="muted">…</span>}>
      <LoadedOrigin {...props} />
    </Suspense>
  );
}

function LoadedOrigin({ uid, segments }: OriginProps) {
  const { instance } = useLazyLoadQuery<originQuery>(
    query,
    { uid, path: segments },
    { fetchPolicy: 'store-or-network' },
  );
  const provenance = instance?.provenance;
  if (!provenance?.ok) return <span className="muted">could not be read</span>;
  if (!provenance.value) return <span className="muted">–</span>;
  return <OriginBadge {...provenance.value} />;
}
