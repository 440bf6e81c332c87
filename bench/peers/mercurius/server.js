/** Mercurius with its JIT compiler. Its cache is mercurius-cache, on each field that calls CMF; @fastify/compress compresses. */
import fastifyCompress from '@fastify/compress';
import createFastify from 'fastify';
import mercurius from 'mercurius';
import cache from 'mercurius-cache';
import { createFetchReader } from '../shared/cmf.js';
import { resolvers, typeDefs } from '../shared/schema.js';
import { cacheSeconds, cmfUrl, compress, port } from '../shared/settings.js';

const app = createFastify();
const cmf = createFetchReader(cmfUrl);
if (compress) await app.register(fastifyCompress);
app.register(mercurius, { schema: typeDefs, resolvers, jit: 1, context: () => ({ cmf }) });

// Explicit keys, because the default key serializes the whole parent for each lookup.
const keyed = (identity) => ({
  key: ({ self, arg, fields }) => JSON.stringify([identity(self), arg, fields]),
});
const ofApplication = keyed(({ environment, metadata }) => [environment, metadata.name]);
const ofDeployed = keyed(({ status }) => status?.currentDeployedInstanceName);
if (cacheSeconds) {
  app.register(cache, {
    ttl: cacheSeconds,
    policy: {
      Query: { environment: true, environments: true, application: true },
      Environment: { applications: keyed(({ metadata }) => metadata.name) },
      Application: { currentInstance: ofDeployed, instances: ofApplication },
    },
  });
}
await app.listen({ port, host: '127.0.0.1' });
