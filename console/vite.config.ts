/** Builds the console into `console/dist`, and serves it with hot reload in front of a gateway (`npm run console`). */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformAsync } from '@babel/core';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Replaces each `graphql` tag by the artifact that `relay-compiler` wrote for it. */
const relay: Plugin = {
  name: 'relay',
  transform: {
    filter: { id: /\.tsx?$/, code: 'graphql`' },
    async handler(code, filename) {
      const result = await transformAsync(code, {
        plugins: [['relay', { artifactDirectory: join(root, 'gql'), eagerEsModules: true }]],
        filename,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
      });
      return result?.code ? { code: result.code, map: result.map ?? null } : null;
    },
  },
};

const gateway = process.env['GATEWAY_URL'] ?? 'http://localhost:4000';

export default defineConfig({
  root,
  plugins: [react(), relay],
  build: {
    target: 'es2023',
    // A data URL would need `data:` in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // The polyfill is for browsers older than the target.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { proxy: { '/graphql': { target: gateway, ws: true }, '/console-settings.json': gateway } },
});
