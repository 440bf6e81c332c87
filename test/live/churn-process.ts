/**
 * A gateway and clients that connect and disconnect, in one process whose garbage can be collected; run by
 * `churn.test.ts`:
 *
 *     node --expose-gc test/live/churn-process.ts REDIS_URL
 *
 * Prints the heap after each round, and the listeners that are left, as one line of JSON.
 */
import { once } from 'node:events';
import process from 'node:process';
import WebSocket from 'ws';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway } from '../support/gateway.ts';
import { metricOf } from '../support/metric.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const rounds = 5;
const connectionsOfARound = 20;
const cyclesOfAConnection = 50;

const [, , redisUrl = ''] = process.argv;
await using emulator = await startEmulator({ fleet: 'empty' });
addApplication(emulator.world, 'dev1', 'orders');
await using gateway = await startGateway({ emulator, env: { REDIS_URL: redisUrl } });
const listeners = () => metricOf(gateway, 'cmf_graphql_listeners');

/** Repeats over one connection: subscribes, waits for the first message, and completes. */
async function churn(): Promise<void> {
  const socket = new WebSocket(gateway.url.replace(/^http/, 'ws'), 'graphql-transport-ws');
  await once(socket, 'open');
  const send = (message: object) => socket.send(JSON.stringify(message));
  const done = Promise.withResolvers<void>();
  let cycle = 0;
  const subscribe = () => {
    cycle += 1;
    const query = `subscription { jobStateChanged(environment: "${cycle % 2 ? 'dev1' : 'none'}") { cursor } }`;
    send({ id: String(cycle), type: 'subscribe', payload: { query } });
    // An environment without applications sends no first message.
    if (cycle % 2 === 0) leave();
  };
  const leave = () => {
    send({ id: String(cycle), type: 'complete' });
    if (cycle === cyclesOfAConnection) done.resolve();
    else subscribe();
  };
  socket.on('message', (data) => {
    const { type, id } = JSON.parse((data as Buffer).toString());
    if (type === 'connection_ack') subscribe();
    else if (type === 'next' && id === String(cycle)) leave();
  });
  send({ type: 'connection_init' });
  await done.promise;
  socket.close();
  await once(socket, 'close');
}

const heaps: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  await Promise.all(Array.from({ length: connectionsOfARound }, churn));
  await until(async () => (await listeners()) === 0, { what: 'the end of all listeners' });
  globalThis.gc?.();
  heaps.push(process.memoryUsage().heapUsed);
}
console.log(
  JSON.stringify({
    heaps,
    cycles: rounds * connectionsOfARound * cyclesOfAConnection,
    listeners: await listeners(),
  }),
);
