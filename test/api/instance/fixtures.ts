/** An application on the third of its instances, and the queries that read them. */
import { graphql } from '../../gql/index.ts';
import { noCache } from '../../support/client.ts';
import { startGateway, still } from '../../support/gateway.ts';
import { addApplication, changeJob } from '../../support/world.ts';

export const Application = graphql(/* GraphQL */ `
  query ApiInstanceThroughApplication {
    application(environment: "dev1", name: "orders") {
      currentInstanceUid
      currentInstance {
        ...ApiInstance
      }
      latestInstance {
        ...ApiInstance
        previous {
          ...ApiInstance
        }
      }
      instances {
        nodes {
          ...ApiInstance
        }
      }
    }
  }
  fragment ApiInstance on Instance {
    id
    uid
    createdAt
    updatedAt
    jobId
    jobState
    jobStateRaw
    effectiveSpec
    image
    flinkVersion
    parallelism
    expired
    application {
      id
      name
      observedAt
    }
  }
`);

export const ByUid = graphql(/* GraphQL */ `
  query ApiInstanceByUid($uid: ID!) {
    instance(uid: $uid) {
      ...ApiInstance
    }
  }
`);

export const ByIds = graphql(/* GraphQL */ `
  query ApiInstanceByIds($id: ID!, $ids: [ID!]!) {
    node(id: $id) {
      ...ApiInstance
    }
    nodes(ids: $ids) {
      ...ApiInstance
    }
  }
`);

export const Nodes = graphql(/* GraphQL */ `
  query ApiInstanceNodes($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
    }
  }
`);

export const Ids = graphql(/* GraphQL */ `
  query ApiInstanceIdsOfAll {
    environment(name: "dev1") {
      id
    }
    application(environment: "dev1", name: "orders") {
      id
      currentInstance {
        id
      }
    }
  }
`);

const Applications = graphql(/* GraphQL */ `
  query ApiInstanceApplications {
    applications {
      totalCount
    }
  }
`);

export const nowhere = '00000000-0000-4000-8000-000000000000';

/** A CMF in which `dev1/orders` runs on the third of three instances. */
export async function startWithOrders() {
  const gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
  const { world } = gateway.emulator;
  addApplication(world, 'dev1', 'orders');
  for (const parallelism of [2, 3]) {
    changeJob(world, 'dev1', 'orders', { parallelism });
    world.settle('dev1', 'orders');
  }
  await gateway.data(Applications, {}, noCache);
  return gateway;
}
