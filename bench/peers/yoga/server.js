/** GraphQL Yoga with one `fetch` per field. Its cache is the response cache plugin. */
import { createServer } from 'node:http';
import { useResponseCache } from '@graphql-yoga/plugin-response-cache';
import { createSchema, createYoga } from 'graphql-yoga';
import { createFetchReader } from '../shared/cmf.js';
import { resolvers, typeDefs } from '../shared/schema.js';
import { cacheSeconds, cmfUrl, port } from '../shared/settings.js';

const cmf = createFetchReader(cmfUrl);
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: () => ({ cmf }),
  plugins: cacheSeconds ? [useResponseCache({ session: () => null, ttl: cacheSeconds * 1000 })] : [],
});
createServer((request, response) => void yoga(request, response)).listen(port, '127.0.0.1');
