import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { defineConfig } from 'vitest/config';
import LongFirst from './test/support/long-first.ts';

// Node's compile cache, for vitest's own processes and for the gateways and benchmarks that tests start. A process that
// loads the gateway needs a third less CPU time with it.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compile');

/** These measure how long the event loop is busy, which other work on the same cores would prolong. */
const measured = ['test/security/hostile/*.test.ts'];

export default defineConfig({
  test: {
    // On a quiet machine no test takes 10 s. On one under load, a slow test must not become a failure.
    testTimeout: 40_000,
    hookTimeout: 40_000,
    // More than cores: for a third of its time a test waits, for a process, a browser, Redis or a timer of the product.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    sequence: { sequencer: LongFirst },
    reporters: ['default', './test/support/slowest-files.ts'],
    // Node's own loader, as in production. Vite's resolves `graphql` to its ES modules while the libraries get CommonJS,
    // and two copies of graphql do not work together.
    experimental: { viteModuleRunner: false },
    // As `src/main.ts` sets it. V8 accepts compiled code only under the flags that it was compiled with.
    execArgv: ['--no-allocation-site-pretenuring'],
    // The files leave nothing behind in their process, so the next one does not load the gateway again.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'concurrent',
          include: ['test/**/*.test.ts'],
          exclude: measured,
        },
      },
      {
        extends: true,
        test: {
          name: 'measured',
          include: measured,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
