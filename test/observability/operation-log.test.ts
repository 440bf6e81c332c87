/** The log has one line for each operation, with the fields that `docs/logs.md` lists, and no credentials or variables. */
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { createLogger } from '../../src/observability/log.ts';
import { startGateway, still } from '../support/gateway.ts';
import { addApplication } from '../support/world.ts';
import { caller, openTraced, traceparent } from './fixtures.ts';

const query = 'query Orders { application(environment: "dev1", name: "orders") { jobState } }';

test('an executed and a cached operation, an error of its caller, and a failure of CMF', async () => {
  await using opened = await openTraced({ OTEL_SDK_DISABLED: 'true' });
  const headers = (id: string) => ({ 'x-request-id': id, traceparent, authorization: 'Bearer hunter2' });
  await opened.send({ query }, headers('executed'));
  await opened.send({ query }, headers('cached'));
  await opened.send({ query: 'query Wrong { environments(first: -1) { totalCount } }' }, headers('wrong'));
  opened.emulator.faults.add({ kind: 'status', status: 503, match: { path: '/instances' } });
  const failing =
    'query Failing { application(environment: "dev1", name: "orders") { instances { nodes { uid } } } }';
  await opened.send({ query: failing }, headers('failing'));

  const lineOf = (id: string) =>
    opened.lines().find(({ requestId, msg }) => requestId === id && String(msg).endsWith('operation'));
  const common = {
    trace_id: caller.traceId,
    span_id: caller.spanId,
    'graphql.operation.type': 'query',
    'graphql.document.hash': expect.stringMatching(/^[\da-f]{64}$/),
    caller: expect.stringMatching(/^[\da-f]{16}$/),
    cost: expect.any(Number),
    durationMs: expect.any(Number),
  };
  expect(lineOf('executed')).toMatchObject({
    ...common,
    level: 'debug',
    'graphql.operation.name': 'Orders',
    cached: false,
  });
  expect(lineOf('cached')).toMatchObject({
    ...common,
    level: 'debug',
    'graphql.operation.name': 'Orders',
    cached: true,
  });
  expect(lineOf('wrong')).toMatchObject({ ...common, level: 'debug', codes: ['BAD_PAGE_SIZE'] });
  expect(lineOf('failing')).toMatchObject({ ...common, level: 'warn', 'graphql.operation.name': 'Failing' });
  expect(JSON.stringify(opened.lines())).not.toContain('hunter2');
  // The lines about errors have the trace too.
  expect(opened.lines().filter(({ requestId, code }) => requestId === 'failing' && code)).toMatchObject([
    { trace_id: caller.traceId },
  ]);
});

test('an operation that takes longer than SLOW_OPERATION_MS is a warning', async () => {
  await using emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders');
  emulator.faults.add({ kind: 'latency', ms: 50, match: { path: '/instances' } });
  const written: string[] = [];
  const log = createLogger('warn', { destination: { write: (line: string) => void written.push(line) } });
  const slow =
    'query Slow { application(environment: "dev1", name: "orders") { instances { nodes { uid } } } }';
  const linesWith = async (slowMs: string) => {
    written.length = 0;
    const env = { ...still, SLOW_OPERATION_MS: slowMs };
    await using gateway = await startGateway({ emulator, env, log });
    await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: slow }),
    });
    return written.map((line) => JSON.parse(line));
  };
  expect(await linesWith('10')).toMatchObject([
    { level: 'warn', msg: 'slow operation', 'graphql.operation.name': 'Slow', cached: false },
  ]);
  expect(await linesWith('0')).toEqual([]);
});
