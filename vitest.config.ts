import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests of these wait for processes most of the time, or replace what a process has once. */
const ownProcess = ['test/{bench,chaos,console,live,page}/**/*.test.ts'];
/** Tests of these measure how long the event loop is busy, which other work on the same cores would prolong. */
const measured = ['test/security/hostile/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // By default vitest leaves one core idle, which of two is half of the machine.
    maxWorkers: availableParallelism(),
    reporters: ['default', './test/support/slowest-files.ts'],
    // Node's own loader, as in production. Vite's resolves `graphql` to its ES modules while the libraries get CommonJS,
    // and two copies of graphql do not work together.
    experimental: { viteModuleRunner: false },
    projects: [
      {
        extends: true,
        test: {
          name: 'process',
          include: ownProcess,
        },
      },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [...ownProcess, ...measured],
          // The files leave nothing behind in their process, so the next one need not load everything again.
          isolate: false,
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
