/** Hive Gateway: resolvers for the links that `mesh.config.js` declares. Its cache is the response cache. */
import { defineConfig } from '@graphql-hive/gateway';

const cacheSeconds = Number(process.env.CACHE_SECONDS ?? 0);

// CMF applications do not contain their environment, so the resolvers add it.
const withEnvironment = (environment, application) => ({ environment, ...application });

export const gatewayConfig = defineConfig({
  supergraph: process.env.SUPERGRAPH,
  ...(cacheSeconds && {
    cache: { type: 'localforage' },
    responseCaching: { session: () => null, ttl: cacheSeconds * 1000 },
  }),
  additionalResolvers: {
    Query: {
      environment: (_root, { name }, context, info) =>
        context.CMF.Query.getEnvironment({ args: { envName: name }, context, info }),
      application: async (_root, { environment, name }, context, info) =>
        withEnvironment(
          environment,
          await context.CMF.Query.getApplication({
            args: { envName: environment, appName: name },
            context,
            info,
          }),
        ),
    },
    Environment: {
      applications: async (root, { first }, context, info) => {
        const args = { envName: root.metadata.name, page: 0, size: first, sort: ['name,asc'] };
        const page = await context.CMF.Query.getApplications({ root, args, context, info });
        return {
          ...page,
          items: page.items.map((application) => withEnvironment(root.metadata.name, application)),
        };
      },
    },
    FlinkApplication: {
      currentInstance: ({ environment, metadata, status }, _args, context, info) => {
        const args = {
          envName: environment,
          appName: metadata.name,
          instName: status.currentDeployedInstanceName,
        };
        return context.CMF.Query.getApplicationInstance({ args, context, info });
      },
      instances: ({ environment, metadata }, { first }, context, info) => {
        const sort = ['creationTimestamp,desc'];
        const args = { envName: environment, appName: metadata.name, page: 0, size: first, sort };
        return context.CMF.Query.getApplicationInstances({ args, context, info });
      },
    },
  },
});
