/**
 * The pending upgrades and the worst problems of the rows in view. A list of thousands does not load them for all: each
 * needs the instances of its application from CMF. The same read returns the fields that the subscription lacks, such
 * as the lifecycle.
 */
import { useDeferredValue, useState } from 'react';
import { graphql } from 'react-relay';
import type { visibleDetailsQuery } from '../../gql/visibleDetailsQuery.graphql';
import { usePolling } from '../../relay/polled-query.ts';

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
/** Scrolling reads nothing. */
const settleMs = 150;
const maxIds = 100;

export function useVisibleDetails(ids: readonly string[]): ReadonlyMap<string, RowDetails> {
  const [details, setDetails] = useState<ReadonlyMap<string, RowDetails>>(new Map());
  const key = useDeferredValue(ids.slice(0, maxIds).join(' '));
  usePolling<visibleDetailsQuery>(
    query,
    key === '' ? null : { ids: key.split(' ') },
    refreshMs,
    ({ nodes }) => setDetails((known) => new Map([...known, ...nodes.flatMap((node) => entryOf(node))])),
    settleMs,
  );
  return details;
}

function entryOf(node: VisibleNode | null): readonly (readonly [string, RowDetails])[] {
  if (node?.id === undefined) return [];
  const { id, upgrade, problems } = node;
  return [[id, { upgrade, problem: problems && (problems[0] ?? null) }]];
}
