/** The CI recipe of the documentation: a plan as Markdown, then the change, once for each key. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openOrders, ordersUids, specWith, writesTo } from './fixtures.ts';

const script = resolve('docs/ci/change.sh');

function run(cwd: string, env: Readonly<Record<string, string>>): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = execFile(
      'bash',
      [script],
      { cwd, env: { PATH: process.env['PATH'], ...env } },
      (error, stdout, stderr) =>
        done({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    );
    child.stdin?.end('flink/dev1/orders.json\n');
  });
}

test('the recipe plans without writing, applies once for a key, and fails with the reason', async () => {
  await using world = await openOrders();
  await using directory = await mkdtempDisposable(join(tmpdir(), 'cmf-graphql-ci-'));
  const { gateway, emulator } = world;
  const specs = join(directory.path, 'flink', 'dev1');
  await mkdir(specs, { recursive: true });
  const put = (spec: object) => writeFile(join(specs, 'orders.json'), JSON.stringify(spec));
  const env = { URL: gateway.url, REASON: 'more load', KEY: 'commit-1' };
  const sent = writesTo(emulator);

  await put(specWith(emulator, { parallelism: 2 }));
  const planned = await run(directory.path, { ...env, MODE: 'plan' });
  expect(planned).toMatchObject({
    code: 0,
    output: expect.stringContaining('- `job.parallelism`: `1` → `2`'),
  });
  expect(writesTo(emulator)).toBe(sent);

  const applied = await run(directory.path, { ...env, MODE: 'apply' });
  const [, created] = ordersUids(emulator);
  expect(applied).toEqual({ code: 0, output: `### dev1/orders\ninstance \`${created}\`\n` });
  expect(await run(directory.path, { ...env, MODE: 'apply' })).toEqual(applied);
  expect(writesTo(emulator)).toBe(sent + 1);

  await put([]);
  const refused = await run(directory.path, { ...env, MODE: 'apply', KEY: 'commit-2' });
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('**BAD_USER_INPUT**') });
});
