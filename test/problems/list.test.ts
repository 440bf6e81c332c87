/** Lists of problems: what each kind shows, in which order, and what a list costs CMF and Flink. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addJob, exception, failOnce, type Jobs, openJobs } from '../flink/fixtures.ts';

let jobs: Jobs;
beforeAll(async () => {
  jobs = await openJobs({ UPGRADE_STUCK_AFTER_MS: '60000' }, (world) => {
    addJob(world, 'restarting');
    for (let time = 0; time < 3; time += 1) failOnce(world, 'restarting');
    addJob(world, 'failed');
    world.setJobState('dev1', 'failed', 'FAILED', { exception });
    addJob(world, 'broken');
    world.setJobState('dev1', 'broken', 'RUNNING', { error: 'Could not update the deployment\n\tat x' });
    addJob(world, 'stuck', {}, { upgradeMode: 'savepoint' });
    const { metadata, spec } = world.application('dev1', 'stuck');
    world.apply('dev1', { metadata, spec: { ...spec, taskManager: { replicas: 3 } } });
    world.advance(120_000);
  });
});
afterAll(() => jobs[Symbol.asyncDispose]());
beforeEach(() => jobs.emulator.calls.clear());

const fields = '{ nodes { kind severity since summary applicationName } totalCount undetailed }';

interface Shown {
  readonly kind: string;
  readonly severity: string;
  readonly since: string | null;
  readonly summary: string;
  readonly applicationName: string | null;
}

async function list(args = ''): Promise<{ nodes: readonly Shown[]; undetailed: number }> {
  const { data, errors } = await jobs.gateway.query<{ problems: never }>(`{ problems${args} ${fields} }`);
  expect(errors).toBeUndefined();
  return data?.problems as never;
}

const brief = (nodes: readonly Shown[]) =>
  nodes.map(({ kind, severity, applicationName }) => `${severity} ${kind} ${applicationName}`);

describe('a list without details', () => {
  test('shows what the mirror and the archive know, worst first, without a call to CMF or Flink', async () => {
    const { nodes } = await list();
    expect(brief(nodes)).toEqual(['CRITICAL FAILED failed', 'WARNING OPERATOR_ERROR broken']);
    expect(nodes[1]?.summary).toBe('Could not update the deployment');
    expect(jobs.emulator.calls.entries).toEqual([]);
  });
});

describe('a list with details', () => {
  test('adds root causes, stuck upgrades and restarts', async () => {
    const { nodes, undetailed } = await list('(details: true)');
    expect(brief(nodes)).toContain('WARNING UPGRADE_STUCK stuck');
    expect(nodes.find(({ kind }) => kind === 'FAILED')?.summary).toBe(
      'The job failed: java.io.IOException: connection reset by peer',
    );
    expect(undetailed).toBe(0);
  });
});
