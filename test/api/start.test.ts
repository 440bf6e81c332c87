/** What the program says when it can not start: one line that names the key to set, and no stack. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

async function start(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { ...process.env, LOG_LEVEL: 'fatal', ...env },
  });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { said, code };
}

test('a port that is taken is told in one line', async () => {
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

test('wrong keys are told all at once', async () => {
  const { said, code } = await start({ PORT: 'x', LOG_LEVEL: 'loud', MAX_AGE_MS: '-1', EMULATOR: 'off' });
  for (const key of ['PORT', 'LOG_LEVEL', 'MAX_AGE_MS', 'CMF_URL']) expect(said).toContain(key);
  expect(said).not.toMatch(/\n\s+at /);
  expect(code).toBe(1);
});
