/** CMF's health by the outcomes of refreshes, of this replica and of others. */
import { expect, test } from 'vitest';
import { CmfError, type CmfFailure } from '../../../src/cmf/errors.ts';
import { createRefreshHealth } from '../../../src/mirror/refresh/health.ts';
import { createView, unread, type View } from '../../../src/store/view.ts';

const position = { epoch: 'epoch', sequence: 0 };

/** A store that has these copies, by the times of their reads. */
function viewOf(listAt: number, copies: Readonly<Record<string, number>> = {}): View {
  const environments = Object.keys(copies).map((name) => [name, { name }] as const);
  const list = { revision: listAt, observedAt: listAt, environments: new Map(environments) };
  const views = Object.entries(copies).map(
    ([name, observedAt]) => [name, { ...unread, observedAt }] as const,
  );
  return createView(list as never, new Map(views), position);
}

function failed(failure: CmfFailure, status: number | null = null): CmfError {
  return new CmfError({ operation: 'listApplications', failure, status, retryable: true, message: failure });
}

function create() {
  const world = { now: 1_000, view: viewOf(0) };
  const health = createRefreshHealth({ view: () => world.view, overdueMs: 60_000, now: () => world.now });
  return { world, health };
}

test('before the first read there is no data, and the copy is missing since the start', () => {
  const { world, health } = create();
  world.now = 5_000;
  expect(health).toMatchObject({
    lastFailure: expect.stringContaining('not been read'),
    hasData: false,
    oldestCopyAt: 1_000,
  });
});

test('a success after a failure restores health; an aborted read has no effect', () => {
  const { world, health } = create();
  world.view = viewOf(1_000, { dev1: 1_000 });
  world.now = 2_000;
  health.failed('dev1', failed('MALFORMED', 200));
  expect(health.lastFailure).toBe('MALFORMED');
  health.succeeded('dev1');
  health.failed('dev1', failed('ABORTED'));
  expect(health).toMatchObject({ lastFailure: null, hasData: true, oldestCopyAt: 1_000 });
});

test('the reason is that of the most recent failure', () => {
  const { world, health } = create();
  world.view = viewOf(1_000, { dev1: 1_000 });
  for (const [now, part, failure] of [
    [2_000, null, 'TIMEOUT'],
    [3_000, 'dev1', 'GATEWAY_REFUSED'],
    [4_000, null, 'MALFORMED'],
  ] as const) {
    world.now = now;
    health.failed(part, failed(failure));
    expect(health.lastFailure).toBe(failure);
  }
});

test('a 403 or 404 for an environment is a response; without the list there is nothing', () => {
  const { world, health } = create();
  world.view = viewOf(1_000, { dev1: 0 });
  health.failed('dev1', failed('STATUS', 403));
  health.failed('dev1', failed('STATUS', 404));
  expect(health).toMatchObject({ lastFailure: null, hasData: true });
  health.failed(null, failed('STATUS', 403));
  world.view = viewOf(0);
  expect(health.lastFailure).toBe('STATUS');
});

test('a list without a readable environment is not data, and a missing copy ages from its first failure', () => {
  const { world, health } = create();
  world.view = viewOf(1_000, { dev1: 0, dev2: 0 });
  world.now = 2_000;
  health.failed('dev1', failed('TIMEOUT'));
  world.view = viewOf(9_000, { dev1: 0, dev2: 0 });
  world.now = 9_000;
  health.failed('dev1', failed('TIMEOUT'));
  expect(health).toMatchObject({ hasData: false, oldestCopyAt: 2_000 });
  world.view = viewOf(9_000, { dev1: 0, dev2: 8_000 });
  expect(health).toMatchObject({ hasData: true, oldestCopyAt: 2_000 });
  // The deletion of a former copy does not make the replica unready.
  world.view = viewOf(0);
  expect(health.hasData).toBe(true);
});

test('another replica overcomes the failure of this one, and a list that none refreshes is a failure', () => {
  const { world, health } = create();
  world.view = viewOf(1_000, { dev1: 1_000 });
  world.now = 2_000;
  health.failed(null, failed('UNREACHABLE'));
  expect(health.lastFailure).toBe('UNREACHABLE');
  world.view = viewOf(3_000, { dev1: 3_000 });
  world.now = 3_000;
  expect(health.lastFailure).toBeNull();
  world.now = 64_000;
  expect(health.lastFailure).toContain('61 s ago');
});

test('the failure of a part that is no longer read expires', () => {
  const { world, health } = create();
  world.view = viewOf(1_000, { dev1: 1_000 });
  health.failed('gone', failed('TIMEOUT'));
  world.now += 10 * 60_000;
  world.view = viewOf(world.now, { dev1: world.now });
  expect(health.lastFailure).toBeNull();
});
