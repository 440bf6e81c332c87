/** Apollo Server with a RESTDataSource. Its caches are the data source's cache and the response cache plugin. */
import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControl } from '@apollo/server/plugin/cacheControl';
import { startStandaloneServer } from '@apollo/server/standalone';
import responseCachePlugin from '@apollo/server-plugin-response-cache';
import { createReader } from '../shared/cmf.js';
import { resolvers, typeDefs } from '../shared/schema.js';
import { cacheSeconds, cmfUrl, port } from '../shared/settings.js';

class CmfSource extends RESTDataSource {
  baseURL = `${cmfUrl}/`;

  cacheOptionsFor() {
    return cacheSeconds ? { ttl: cacheSeconds } : undefined;
  }

  read(path) {
    return this.get(path);
  }
}

const server = new ApolloServer({
  typeDefs,
  resolvers,
  plugins: cacheSeconds
    ? [ApolloServerPluginCacheControl({ defaultMaxAge: cacheSeconds }), responseCachePlugin()]
    : [],
});
await startStandaloneServer(server, {
  listen: { port, host: '127.0.0.1' },
  context: async () => {
    const source = new CmfSource({ cache: server.cache });
    return { cmf: createReader((path) => source.read(path)) };
  },
});
