/** Queries of savepoints, and worlds with some. */
import { graphql } from '../../gql/index.ts';
import { addApplication, type World } from '../../support/world.ts';

export const SavepointPage = graphql(/* GraphQL */ `
  query ApiSavepointPage(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: SavepointFilter
    $orderBy: SavepointOrder
  ) {
    application(environment: "dev1", name: "orders") {
      savepoints(
        first: $first
        after: $after
        last: $last
        before: $before
        filter: $filter
        orderBy: $orderBy
      ) {
        totalCount
        nodes {
          ...ApiSavepoint
        }
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
      }
    }
  }
  fragment ApiSavepoint on Savepoint {
    id
    name
    uid
    labels
    annotations
    formatType
    formatTypeRaw
    backoffLimit
    state
    stateRaw
    path
    failures
    error
    createdAt
    triggeredAt
    resultAt
    pendingDeletion
    warning
    stale
    observedAt
    application {
      name
    }
  }
`);

export const DetachedPage = graphql(/* GraphQL */ `
  query ApiDetachedSavepoints($first: Int, $after: String, $filter: SavepointFilter, $orderBy: SavepointOrder) {
    detachedSavepoints(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      totalCount
      nodes {
        ...ApiSavepoint
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const SavepointNode = graphql(/* GraphQL */ `
  query ApiSavepointNode($id: ID!) {
    node(id: $id) {
      __typename
      ...ApiSavepoint
    }
  }
`);

/** `dev1/orders` runs and has completed savepoints `sp-00`, `sp-01` and so on, oldest first. */
export function addSavepoints(world: World, count: number): void {
  addApplication(world, 'dev1', 'orders');
  for (let at = 0; at < count; at += 1) {
    const name = `sp-${String(at).padStart(2, '0')}`;
    world.triggerSavepoint('dev1', 'orders', { name, labels: { parity: at % 2 === 0 ? 'even' : 'odd' } });
    world.completeSavepoint('dev1', 'orders', name);
  }
}
