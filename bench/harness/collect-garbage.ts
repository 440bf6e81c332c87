/**
 * Preloaded into a server (`--expose-gc --import`): SIGUSR2 triggers a full garbage collection that also shrinks the
 * heap, so that the resident size shows live data. V8's young generation grows by tens of megabytes while thousands of
 * clients connect.
 */
import process from 'node:process';

process.on('SIGUSR2', () => globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' }));
