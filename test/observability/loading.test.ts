/** OpenTelemetry is loaded only if an exporter is configured. */
import { expect, test } from 'vitest';
import type { Environment } from '../../src/config/config.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';

/**
 * Prints the URL of each module of OpenTelemetry that is loaded, except its interfaces: prom-client imports
 * `@opentelemetry/api` for exemplars.
 */
const hook = `import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) {
  if (url.includes('/@opentelemetry/') && !url.includes('/@opentelemetry/api/')) process.stderr.write('LOADED ' + url + '\\n');
  return next(url, context);
} });`;
const nodeArguments = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`];

/** Sends a query, ends the process, and returns what it printed. */
async function outputOf(env: Environment): Promise<string> {
  await using emulator = await startEmulator({ fleet: 'empty' });
  await using gateway = await startGatewayProcess({ env: { CMF_URL: emulator.url, ...env }, nodeArguments });
  const response = await fetch(`${gateway.url}?query={__typename}`);
  expect(response.status).toBe(200);
  gateway.kill('SIGTERM');
  expect((await gateway.ended).code).toBe(0);
  return gateway.output;
}

test('without an exporter, with "none" and with OTEL_SDK_DISABLED no module of it is loaded', async () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };
  const outputs = await Promise.all([
    outputOf({}),
    outputOf({ ...endpoint, OTEL_TRACES_EXPORTER: 'none' }),
    outputOf({ ...endpoint, OTEL_SDK_DISABLED: 'true' }),
  ]);
  for (const output of outputs) expect(output).not.toContain('LOADED');
});

test('with an exporter the last spans are sent before the process ends, by default as protobuf', async () => {
  await using receiver = await startOtlpReceiver();
  const output = await outputOf({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_SERVICE_NAME: 'my-gateway',
  });
  expect(output).toContain('LOADED');
  expect(receiver.requests.map(({ type }) => type)).toContain('application/x-protobuf');
  const sent = Buffer.concat(receiver.requests.map(({ body }) => body)).toString('latin1');
  expect(sent).toContain('GET /graphql');
  expect(sent).toContain('my-gateway');
});

test('an unreachable collector delays neither responses nor the end of the process', async () => {
  const output = await outputOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  expect(output).toContain('"listening"');
});
