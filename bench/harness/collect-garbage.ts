/**
 * Preloaded into a server (`--import`): SIGUSR2 triggers a full garbage collection that also shrinks the heap, so that the
 * resident size shows live data. V8's young generation grows by tens of megabytes while thousands of clients connect.
 */
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

process.on('SIGUSR2', () => {
  // A flag at the start would keep the server from using the compile cache of other gateways.
  setFlagsFromString('--expose-gc');
  const collect: NodeJS.GCFunction = runInNewContext('gc');
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
});
