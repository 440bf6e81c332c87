/**
 * Loaded before a server (`--expose-gc --import`): SIGUSR2 makes it collect its garbage and give back the room that
 * only its making took (V8's young generation grows by tens of megabytes while thousands connect), so that its size
 * tells what it holds.
 */
import process from 'node:process';

process.on('SIGUSR2', () => globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' }));
