/**
 * Random operations, valid and invalid: the responses match the schema. `FUZZ_SEED=… npm run test:fuzz` repeats a
 * run.
 */
import { describe, expect, test } from 'vitest';
import { schema } from '../../../schema/index.ts';
import { startGateway } from '../../support/gateway.ts';
import {
  fits,
  fleet,
  isAlive,
  isSubscription,
  newPool,
  sendOverHttp,
  sendOverSocket,
  share,
  timeout,
} from './client.ts';
import { harvest, problemsOf, randomFor } from './fixtures.ts';
import { broken, randomOperation } from './operations.ts';

describe('operations', () => {
  test('that are valid return data that matches the schema', { timeout }, async () => {
    await using gateway = await startGateway({ cmf: { fleet } });
    const random = randomFor('valid operations');
    const pool = newPool();
    let valid = 0;
    let answered = 0;
    for (let run = 0; run < share(0.6); run++) {
      const operation = randomOperation(schema, random, pool);
      const isValid = fits(operation);
      if (isValid) valid++;
      const overSocket = isSubscription(operation) || random.chance(0.05);
      const result = overSocket
        ? await sendOverSocket(gateway.url, operation)
        : await sendOverHttp(
            gateway.url,
            operation,
            random,
            random.chance(0.05) ? { 'cache-control': 'no-cache' } : {},
          );
      const problems = result ? problemsOf(result, isValid ? operation.query : undefined) : [];
      expect(problems, `run ${run}: ${JSON.stringify(operation)}`).toEqual([]);
      if (result?.data) answered++;
      harvest(pool, result?.data);
    }
    // The generator is useful only while most of its operations are valid.
    expect(valid / share(0.6)).toBeGreaterThan(0.6);
    expect(answered / share(0.6)).toBeGreaterThan(0.5);
  });

  test('that are invalid are rejected with a code', { timeout }, async () => {
    await using gateway = await startGateway({ cmf: { fleet } });
    const random = randomFor('broken operations');
    const pool = newPool();
    for (let run = 0; run < share(0.4); run++) {
      const { query, variables } = randomOperation(schema, random, pool);
      const operation = { query: broken(query, random), variables };
      const result = isSubscription(operation)
        ? await sendOverSocket(gateway.url, operation)
        : await sendOverHttp(gateway.url, operation, random);
      expect(result ? problemsOf(result) : [], `run ${run}: ${JSON.stringify(operation)}`).toEqual([]);
    }
    expect(await isAlive(gateway)).toBe(true);
  });
});
