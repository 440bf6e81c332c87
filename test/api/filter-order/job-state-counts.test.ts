/** How many applications of an environment are in each job state. */
import { describe, expect, test } from 'vitest';
import { Counts } from './documents.ts';
import { useGateway } from './fixtures.ts';

const gateway = useGateway();

describe('the counts of job states', () => {
  test('add up to the applications of their environment, the most frequent state first', async () => {
    const { environments } = await gateway().data(Counts);

    expect(environments?.nodes).toEqual([
      { name: 'dev1', jobStateCounts: [{ jobState: null, count: 1 }] },
      {
        name: 'prod1',
        jobStateCounts: [
          { jobState: 'FINISHED', count: 2 },
          { jobState: 'RUNNING', count: 1 },
        ],
      },
      { name: 'test1', jobStateCounts: [] },
    ]);
  });
});
