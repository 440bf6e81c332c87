/** The texts that describe a plan. */
import type { Plan, Replacement, RestorePoint } from './plan.ts';

/** The label of the confirming button, and the heading of the plan. */
const effects: Readonly<Record<Replacement, string>> = {
  NONE: 'Save without a new instance',
  START: 'Start',
  SAVEPOINT: 'Restart with a savepoint',
  LAST_STATE: 'Restart from the latest checkpoint',
  STATELESS: 'Restart with empty state',
  REDEPLOY: 'Redeploy from the initial savepoint',
  SUSPEND: 'Suspend',
  NO_JOB: 'Save; no job starts',
  UNKNOWN: 'Apply',
};

const consequences: Readonly<Record<Replacement, string>> = {
  NONE: 'The effective spec does not change, so CMF creates no instance and the job keeps running.',
  START: 'No job runs now. A new instance starts one.',
  SAVEPOINT:
    'The job is stopped with a savepoint and the new one starts from it. Until the savepoint is complete, the old job keeps running.',
  LAST_STATE: 'The job is stopped at once, and the new one starts from the latest checkpoint.',
  STATELESS: 'The job is stopped at once, and the new one starts with empty state.',
  REDEPLOY: 'The job is stopped at once, and the new one starts from the initial savepoint.',
  SUSPEND: 'The job is stopped, and no new one starts.',
  NO_JOB: 'The application stays suspended.',
  UNKNOWN: 'The gateway does not support this upgrade mode, so the effect on the job is unknown.',
};

const restorePoints: Readonly<Record<RestorePoint['kind'], string>> = {
  EMPTY: 'empty state',
  INITIAL_SAVEPOINT: 'the initial savepoint of its spec',
  NEW_SAVEPOINT: 'a savepoint that the running job must complete first',
  SAVEPOINT: 'the savepoint that the previous job was stopped with',
  CHECKPOINT: 'the latest checkpoint of the previous job',
  UNKNOWN: 'a state that the gateway cannot determine',
};

/** `Restart with a savepoint: 1 change`. */
export function effectOf({ replacement, changes: { changes } }: Plan): string {
  const count =
    changes.length === 0 ? '' : `: ${changes.length === 1 ? '1 change' : `${changes.length} changes`}`;
  return `${effects[replacement]}${count}`;
}

export function consequenceOf({ replacement, restoresFrom }: Plan): string {
  const start =
    restoresFrom && replacement !== 'STATELESS' ? ` It starts from ${restorePoints[restoresFrom.kind]}.` : '';
  return `${consequences[replacement]}${start}`;
}
