/**
 * The pending upgrades of the rows in view. A list of thousands does not load them for all: each needs the instances of
 * its application from CMF. The same read brings what the subscription does not, such as the lifecycle.
 */
import { useDeferredValue, useEffect, useState } from 'react';
import { fetchQuery, graphql, useRelayEnvironment } from 'react-relay';
import type { visibleUpgradesQuery } from '../../gql/visibleUpgradesQuery.graphql';
import { refreshFailed, refreshSucceeded } from '../../live/freshness.ts';

const query = graphql`
  query visibleUpgradesQuery($ids: [ID!]!) {
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
      }
    }
  }
`;

type VisibleNode = NonNullable<visibleUpgradesQuery['response']['nodes'][number]>;
/** Undefined: not loaded yet, or it could not be read. Null: none. */
export type RowUpgrade = VisibleNode['upgrade'];

const refreshMs = 5_000;
const pauseMs = 150;
const maxIds = 100;

export function useVisibleUpgrades(ids: readonly string[]): ReadonlyMap<string, RowUpgrade> {
  const environment = useRelayEnvironment();
  const [upgrades, setUpgrades] = useState<ReadonlyMap<string, RowUpgrade>>(new Map());
  const key = useDeferredValue(ids.slice(0, maxIds).join(' '));
  useEffect(() => {
    if (key === '') return;
    const read = () => {
      if (document.hidden) return;
      fetchQuery<visibleUpgradesQuery>(environment, query, { ids: key.split(' ') }).subscribe({
        next: ({ nodes }) =>
          setUpgrades((known) => new Map([...known, ...nodes.flatMap((node) => entryOf(node))])),
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
  return upgrades;
}

function entryOf(node: VisibleNode | null): readonly (readonly [string, RowUpgrade])[] {
  return node?.id === undefined ? [] : [[node.id, node.upgrade]];
}
