/** The merge of a frequent read of problems without details and an older one with details. */
import { expect, test } from 'vitest';
import { combine, type Problem } from '../../../console/problems/problem.ts';

function problem(part: Partial<Problem> & Pick<Problem, 'kind' | 'applicationName'>): Problem {
  const problem = { severity: 'WARNING', summary: part.kind, since: null, environmentName: 'dev1', ...part };
  return { id: `${problem.kind} ${problem.applicationName}`, ...problem } as Problem;
}

test('a problem that the frequent read no longer has is removed', () => {
  const failed = problem({ kind: 'FAILED', applicationName: 'a' });
  expect(combine([], [failed])).toEqual([]);
});

test('a problem that only details show stays', () => {
  const stuck = problem({ kind: 'UPGRADE_STUCK', applicationName: 'a' });
  const failing = problem({ kind: 'CHECKPOINTS_FAILING', applicationName: 'b' });
  expect(combine([], [stuck, failing])).toEqual([stuck, failing]);
});

test('the summary with details replaces the one without', () => {
  const brief = problem({ kind: 'FAILED', applicationName: 'a', summary: 'The job failed.' });
  const explained = { ...brief, summary: 'The job failed: connection reset by peer.' };
  expect(combine([brief], [explained])).toEqual([explained]);
});

test('an error of the operator is left out if another problem of the application explains it', () => {
  const error = problem({ kind: 'OPERATOR_ERROR', applicationName: 'a' });
  const stuck = problem({ kind: 'UPGRADE_STUCK', applicationName: 'a' });
  const other = problem({ kind: 'OPERATOR_ERROR', applicationName: 'b' });
  expect(combine([error, other], [stuck])).toEqual([stuck, other]);
});

test('the worst comes first, then the newest', () => {
  const info = problem({ kind: 'FAILED', applicationName: 'a', severity: 'INFO' });
  const old = problem({ kind: 'FAILED', applicationName: 'b', since: '2026-01-01T00:00:00Z' });
  const recent = problem({ kind: 'FAILED', applicationName: 'c', since: '2026-02-01T00:00:00Z' });
  const critical = problem({ kind: 'FAILED', applicationName: 'd', severity: 'CRITICAL' });
  expect(combine([info, old, recent, critical], [])).toEqual([critical, recent, old, info]);
});
