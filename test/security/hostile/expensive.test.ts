/** A query that is as expensive as the limits allow. */
import { describe, expect, test } from 'vitest';
import { startGateway, still } from '../../support/gateway.ts';
import { longestTurn } from '../event-loop-busy-time.ts';
import { post, repeat } from '../post.ts';
import { fleet, longestAllowed } from './fixtures.ts';

describe('a hostile request', () => {
  test('that is expensive and allowed yields to other requests', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    const query = `{ environments(first: 100) { nodes { applications(first: 100) { nodes { ${repeat(
      20,
      (i) => `f${i}: name`,
    )} } } } } }`;
    const send = (round: number) => post(gateway.url, { query: `${query} #${round}` });
    // Warms up, so that the measurement excludes compilation.
    await send(0);
    const turns: number[] = [];
    for (const round of [1, 2, 3]) turns.push(await longestTurn(() => send(round)));
    expect(Math.min(...turns)).toBeLessThan(longestAllowed);
  });
});
