/**
 * The output of the program at its start: log lines only, and one line that names the key to set when it cannot start.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { post } from '../security/post.ts';
import { inheritedEnvironment } from '../support/gateway-process.ts';
import { until } from '../support/until.ts';

async function start(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { ...process.env, ...inheritedEnvironment, LOG_LEVEL: 'fatal', ...env },
  });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { said, code };
}

test('a port that is in use is reported in one line', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  try {
    const { port } = other.address() as AddressInfo;
    const { said, code } = await start({ PORT: String(port) });
    expect(said).toBe(
      `Port ${port} of 127.0.0.1 is already in use. Set PORT to another port, or to 0 for any free port.\n`,
    );
    expect(code).toBe(1);
  } finally {
    other.close();
  }
});

test('all invalid keys are reported together', async () => {
  const { said, code } = await start({ PORT: 'x', LOG_LEVEL: 'loud', MAX_AGE_MS: '-1', EMULATOR: 'off' });
  for (const key of ['PORT', 'LOG_LEVEL', 'MAX_AGE_MS', 'CMF_URL']) expect(said).toContain(key);
  expect(said).not.toMatch(/\n\s+at /);
  expect(code).toBe(1);
});

test('without a terminal, standard output contains only JSON lines, and one has the URL', async () => {
  // npm itself prints the command that it runs, unless it is silent.
  const child = spawn('npm', ['start', '--silent'], {
    env: { ...process.env, ...inheritedEnvironment, PORT: '0', LOG_LEVEL: 'debug' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const output = text(child.stdout);
  let seen = '';
  child.stdout.on('data', (chunk) => {
    seen += String(chunk);
  });
  const listening = () =>
    seen
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
      .find(({ msg }) => msg === 'listening');
  try {
    const { url } = await until(listening, { timeoutMs: 20_000 });
    expect((await post(url, { query: '{ environments { totalCount } }' })).code).toBeUndefined();
    expect((await post(url, { query: '{ nonsense }' })).code).toBe('GRAPHQL_VALIDATION_FAILED');
  } finally {
    // The group of this child alone: npm and the gateway.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  }
  const lines = (await output).split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ msg: 'listening', cmf: 'emulator', redis: false, workers: 1 }),
  );
});
