/** Input of `mesh-compose`: CMF's OpenAPI document, and the links between resources that the document lacks. */
import { defineConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';

export const composeConfig = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadOpenAPISubgraph('CMF', { source: './openapi.yaml', endpoint: process.env.CMF_URL }),
    },
  ],
  additionalTypeDefs: `
    extend type Query {
      environment(name: String!): Environment
      application(environment: String!, name: String!): FlinkApplication
    }
    extend type Environment {
      applications(first: Int!): ApplicationsPage
    }
    extend type FlinkApplication {
      currentInstance: ApplicationInstance
      instances(first: Int!): ApplicationInstancesPage
    }
  `,
});
