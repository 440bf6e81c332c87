/**
 * The pending upgrades and the worst problems of the rows in view. A list of thousands does not load them for all: each
 * needs the instances of its application from CMF. The same read returns the fields that the subscription lacks, such
 * as the lifecycle.
 */
import { useDeferredValue, useEffect, useState } from 'react';
import { fetchQuery, graphql, useRelayEnvironment } from 'react-relay';
import type { visibleDetailsQuery } from '../../gql/visibleDetailsQuery.graphql';
import { refreshFailed, refreshSucceeded } from '../../live/freshness.ts';

const query = graphql`
  query visibleDetailsQuery($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Application {
        id
        ...applicationRow_application @alias(as: "row")
        upgrade {
          waitingFor
          reverted
          since
          to {
            uid
          }
          stuck {
            reason
          }
        }
        problems {
          kind
          severity
          summary
        }
      }
    }
  }
`;

type VisibleNode = NonNullable<visibleDetailsQuery['response']['nodes'][number]>;
/** Undefined: not loaded yet, or it could not be read. Null: none. */
export type RowUpgrade = VisibleNode['upgrade'];
export type RowProblem = NonNullable<VisibleNode['problems']>[number] | null | undefined;

export interface RowDetails {
  readonly upgrade: RowUpgrade;
  readonly problem: RowProblem;
}

const refreshMs = 5_000;
const pauseMs = 150;
const maxIds = 100;

export function useVisibleDetails(ids: readonly string[]): ReadonlyMap<string, RowDetails> {
  const environment = useRelayEnvironment();
  const [details, setDetails] = useState<ReadonlyMap<string, RowDetails>>(new Map());
  const key = useDeferredValue(ids.slice(0, maxIds).join(' '));
  useEffect(() => {
    if (key === '') return;
    const read = () => {
      if (document.hidden) return;
      fetchQuery<visibleDetailsQuery>(environment, query, { ids: key.split(' ') }).subscribe({
        next: ({ nodes }) =>
          setDetails((known) => new Map([...known, ...nodes.flatMap((node) => entryOf(node))])),
        complete: refreshSucceeded,
        error: refreshFailed,
      });
    };
    const soon = setTimeout(read, pauseMs);
    const timer = setInterval(read, refreshMs);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
    };
  }, [environment, key]);
  return details;
}

function entryOf(node: VisibleNode | null): readonly (readonly [string, RowDetails])[] {
  if (node?.id === undefined) return [];
  const { id, upgrade, problems } = node;
  return [[id, { upgrade, problem: problems && (problems[0] ?? null) }]];
}
