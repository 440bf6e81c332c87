import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Node's own loader, as in production. Vite's resolves `graphql` to its ES modules while the libraries get CommonJS,
    // and two copies of graphql do not work together.
    experimental: { viteModuleRunner: false },
  },
});
