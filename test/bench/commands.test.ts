/** The benchmarks run: each command in its shortest form prints its table. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const run = promisify(execFile);

/** The output of a command. Throws when it fails. */
async function printed(...args: string[]): Promise<string> {
  return (await run(process.execPath, args)).stdout;
}

/** For a machine under load. */
const timeout = 120_000;

describe('a benchmark', () => {
  test('compares the gateway with the limit', { timeout }, async () => {
    const few = ['--only', 'Q1,Q4', '--contestants', 'raw,ours', '--seconds', '0.05'];
    const text = await printed('bench/main.ts', '--quick', ...few);

    expect(text).toMatch(/`node:http`, the same bytes \| [\d,]+ \| 1 /);
    expect(text).toMatch(/ours \| [\d,]+ \| [\d.,]+ /);
    expect(text).not.toMatch(/failed/);
  });

  test.each([
    ['WebSockets', 'ws,ws-distinct', ['WebSocket, identical', 'WebSocket, all distinct']],
    ['SSE', 'sse', ['SSE, identical']],
  ])('measures fan-out over %s beside a broadcast', { timeout }, async (_, kinds, titles) => {
    const text = await printed('bench/fan-out.ts', '--quick', '--subscribers', '5', '--only', kinds);

    for (const title of ['`ws` broadcast', ...titles]) {
      expect(text).toMatch(new RegExp(`\\| ${title} \\| 5 \\| [\\d.,]+`));
    }
  });

  test('puts several workers beside one process', { timeout }, async () => {
    const text = await printed('bench/workers.ts', '--quick', '--seconds', '0.05');

    for (const workers of [1, 2]) {
      expect(text).toMatch(new RegExp(`\\| cached responses \\| ${workers} \\| [\\d,]+ \\| [\\d.,]+ `));
    }
    expect(text).toMatch(/\| executed \(`RESPONSE_CACHE_MB=0`\) \| 1 \| [\d,]+ /);
    expect(text).not.toMatch(/failed/);
  });

  test('compares execution with graphql-js', { timeout }, async () => {
    expect(await printed('bench/execution.ts', '--quick')).toMatch(
      /\| Q1 \| [\d.,]+ \| [\d.,]+ \| [\d.,]+ \|/,
    );
  });

  test('times the diff of large specs', { timeout }, async () => {
    expect(await printed('bench/diff.ts', '--quick')).toMatch(/diff [\d.,]+ ms/);
  });
});
