/**
 * Hostile requests: each receives a coded response, none blocks the event loop for long, and the gateway responds as
 * before afterwards.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCodes } from '../../../schema/errors.ts';
import { startGateway, still, type TestGateway } from '../../support/gateway.ts';
import { longestTurn } from '../event-loop-busy-time.ts';
import { type Answer, post } from '../post.ts';

/** The longest time that a request may block the event loop, in milliseconds. */
export const longestAllowed = 50;

export interface Case {
  readonly name: string;
  /** A request that differs each time, so that it is not cached. */
  readonly send: (url: string, round: number) => Promise<Answer>;
  /** The code of its rejection. */
  readonly code: string;
}

export const document = (name: string, query: string, code: string, variables?: unknown): Case => ({
  name,
  send: (url, round) => post(url, { query: `${query} #${round}`, variables }),
  code,
});

export function json(name: string, body: string, code: string): Case {
  // Encoded before it is sent: encoding 20 MB takes longer than the time limit of the gateway.
  const bytes = new Blob([body]);
  return { name, send: (url, round) => post(url, new Blob([bytes, ' '.repeat(round)])), code };
}

export const applications = (args: string) => `{ applications(${args}) { totalCount } }`;

export const proto = '{"__proto__":{"name":"a"},"constructor":{"prototype":{}}}';

export const fleet = { environments: 5, applications: 200, instances: 2 };

/** One gateway for all cases of a file, which responds as before at their end. */
export function describeHostile(cases: readonly Case[]): void {
  describe('a hostile request', () => {
    let gateway: TestGateway;
    beforeAll(async () => {
      gateway = await startGateway({ cmf: { fleet }, env: still });
      // Warms up, so that the measurement excludes compilation.
      for (const { send } of cases.filter(({ code }) => code !== 'BODY_TOO_LARGE'))
        await send(gateway.url, 90);
    });
    afterAll(() => gateway[Symbol.asyncDispose]());

    test.each(cases)('$name returns $code quickly', async ({ send, code }) => {
      expect(Object.keys(errorCodes)).toContain(code);
      const turns: number[] = [];
      for (const round of [1, 2, 3]) {
        let answer: Answer | undefined;
        turns.push(
          await longestTurn(async () => {
            answer = await send(gateway.url, round);
          }),
        );
        expect(answer?.code).toBe(code);
        expect(answer?.body.errors?.[0]?.extensions.requestId).toBe(answer?.headers.get('x-request-id'));
      }
      // The minimum of three runs: garbage collection slows single runs, a slow request slows each run.
      expect(Math.min(...turns)).toBeLessThan(longestAllowed);
    });

    test('does not affect the gateway', async () => {
      const { body } = await post(gateway.url, { query: applications('first: 1') });
      expect(body.data).toEqual({ applications: { totalCount: 1000 } });
    });
  });
}
