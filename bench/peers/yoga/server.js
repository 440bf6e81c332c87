/** GraphQL Yoga with one `fetch` per field. Its cache is the response cache plugin; express's `compression` compresses. */
import { createServer } from 'node:http';
import { useResponseCache } from '@graphql-yoga/plugin-response-cache';
import compression from 'compression';
import { createSchema, createYoga } from 'graphql-yoga';
import { createFetchReader } from '../shared/cmf.js';
import { resolvers, typeDefs } from '../shared/schema.js';
import { cacheSeconds, cmfUrl, compress, port } from '../shared/settings.js';

const cmf = createFetchReader(cmfUrl);
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: () => ({ cmf }),
  plugins: cacheSeconds ? [useResponseCache({ session: () => null, ttl: cacheSeconds * 1000 })] : [],
});
const compressed = compression();
createServer((request, response) => {
  if (compress) compressed(request, response, () => void yoga(request, response));
  else void yoga(request, response);
}).listen(port, '127.0.0.1');
