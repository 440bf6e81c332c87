/** Writes and the circuit breaker. */
import { expect, test } from 'vitest';
import { createBreaker } from '../../../src/mirror/refresh/circuit-breaker.ts';
import { withBreaker } from '../../../src/mirror/refresh/guarded-client.ts';
import { connect, failureOf, listen } from '../cmf/upstream.ts';

test('while the circuit is open a write is not sent', async () => {
  await using upstream = await listen((_request, response) => response.writeHead(500).end());
  await using cmf = connect({ url: upstream.url, maxRetries: 0 });
  const { getEnvironment, writes } = withBreaker(cmf, createBreaker({ threshold: 1, now: () => 0 }));
  await failureOf(getEnvironment('dev'));
  expect(await failureOf(writes.suspendApplication('dev', 'orders'))).toMatchObject({
    operation: 'suspendApplication',
    outcome: 'NOT_SENT',
    retryable: true,
  });
  expect(upstream.requests).toHaveLength(1);
});

test('a write with status 500 does not open the circuit', async () => {
  await using upstream = await listen((_request, response) => response.writeHead(500).end());
  await using cmf = connect({ url: upstream.url });
  const breaker = createBreaker({ threshold: 1 });
  const { writes } = withBreaker(cmf, breaker);
  expect(await failureOf(writes.deleteEnvironment('dev'))).toMatchObject({ outcome: 'UNKNOWN' });
  expect(breaker.isOpen).toBe(false);
});
