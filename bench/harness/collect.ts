/** Loaded before a server (`--expose-gc --import`): SIGUSR2 makes it collect its garbage, so that its size tells what it holds. */
import process from 'node:process';

process.on('SIGUSR2', () => globalThis.gc?.());
