/** No log line contains credentials. */
import { expect, test } from 'vitest';
import { createLogger } from '../../../src/observability/log.ts';

function lines() {
  const written: string[] = [];
  return { written, write: (line: string) => void written.push(line) };
}

test('a line is JSON with ISO time and the level as a word', () => {
  const output = lines();
  createLogger('info', { destination: output }).info({ environment: 'dev1' }, 'refreshed');
  expect(JSON.parse(output.written.join(''))).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    environment: 'dev1',
    msg: 'refreshed',
  });
});

test('credentials are removed under their keys, in URLs and in error messages', () => {
  const output = lines();
  const log = createLogger('info', { destination: output });
  log.info({ request: { headers: { authorization: 'Basic hunter1' } }, token: 'hunter2' });
  log.info({ url: 'redis://user:hunter3@redis.example:6379' }, 'connecting');
  log.error(new Error('connect to https://admin:hunter4@cmf.example with Bearer hunter5.e30 failed'));
  expect(output.written).toHaveLength(3);
  expect(output.written.join('')).not.toMatch(/hunter/);
  expect(output.written[1]).toContain('redis://(redacted)@redis.example:6379');
});

test('lines below the level are not written', () => {
  const output = lines();
  createLogger('silent', { destination: output }).fatal('unheard');
  createLogger('warn', { destination: output }).info('unheard');
  expect(output.written).toEqual([]);
});
