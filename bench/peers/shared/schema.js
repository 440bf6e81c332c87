/** The part of our schema that the benchmark's queries select, for the peers that need a schema and resolvers. */
export const typeDefs = `
  type Query {
    environment(name: String!): Environment
    environments(first: Int!): EnvironmentConnection!
    application(environment: String!, name: String!): Application
  }
  type EnvironmentConnection { nodes: [Environment!]! }
  type Environment {
    name: String!
    applications(first: Int!): ApplicationConnection
  }
  type ApplicationConnection { nodes: [Application!]! }
  type Application {
    name: String!
    jobState: String
    jobId: String
    lifecycleState: String
    currentInstance: Instance
    instances(first: Int!): InstanceConnection
  }
  type InstanceConnection { nodes: [Instance!]! }
  type Instance {
    uid: ID!
    jobState: String
    jobId: String
    image: String
    flinkVersion: String
    parallelism: Int
    createdAt: String
  }
`;

/** Each resolver that needs CMF calls CMF through the context's `cmf`, a reader of `cmf.js`. */
export const resolvers = {
  Query: {
    environment: (_root, { name }, { cmf }) => cmf.environment(name),
    environments: async (_root, { first }, { cmf }) => ({ nodes: await cmf.environments(first) }),
    application: (_root, { environment, name }, { cmf }) => cmf.application(environment, name),
  },
  Environment: {
    name: (environment) => environment.metadata.name,
    applications: async ({ metadata }, { first }, { cmf }) => ({
      nodes: await cmf.applications(metadata.name, first),
    }),
  },
  Application: {
    name: ({ metadata }) => metadata.name,
    jobState: ({ status }) => status?.jobStatus?.state,
    jobId: ({ status }) => status?.jobStatus?.jobId,
    lifecycleState: ({ status }) => status?.lifecycleState,
    currentInstance: ({ environment, metadata, status }, _args, { cmf }) => {
      const uid = status?.currentDeployedInstanceName;
      return uid ? cmf.instance(environment, metadata.name, uid) : null;
    },
    instances: async ({ environment, metadata }, { first }, { cmf }) => ({
      nodes: await cmf.instances(environment, metadata.name, first),
    }),
  },
  Instance: {
    uid: ({ metadata }) => metadata.uid,
    jobState: ({ status }) => status.jobStatus?.state,
    jobId: ({ status }) => status.jobStatus?.jobId,
    image: ({ status }) => status.spec.image,
    flinkVersion: ({ status }) => status.spec.flinkVersion,
    parallelism: ({ status }) => status.spec.job?.parallelism,
    createdAt: ({ metadata }) => metadata.creationTimestamp,
  },
};
