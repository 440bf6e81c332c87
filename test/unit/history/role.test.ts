import { describe, expect, test } from 'vitest';
import { type InstanceContext, roleOf } from '../../../src/history/role.ts';
import { application, instance, specOf } from './fixtures.ts';

/** The roles of all instances, newest first. */
function roles(context: InstanceContext) {
  return Object.fromEntries(context.instances.map((one) => [one.uid, roleOf(one, context)]));
}

describe('the role of an instance', () => {
  test('is CURRENT for the one that CMF names, regardless of later ones (rule 12)', () => {
    const instances = [instance('2', 5), instance('1', 0, 'RUNNING')];
    expect(roles({ application: application({ current: '1' }), instances })).toEqual({
      2: 'PENDING',
      1: 'CURRENT',
    });
  });

  test('through a revert during a wait: the cluster stays with 1, 3 waits in place of 2 (rule 16)', () => {
    const instances = [instance('3', 9), instance('2', 5), instance('1', 0, 'RUNNING')];
    expect(roles({ application: application({ current: '1' }), instances })).toEqual({
      3: 'PENDING',
      2: 'NEVER_DEPLOYED',
      1: 'CURRENT',
    });
  });

  test('after the migration: 4 is current, 1 was deployed before, 2 and 3 never were (rule 18)', () => {
    const instances = [
      instance('4', 12, 'RUNNING'),
      instance('3', 9),
      instance('2', 5),
      instance('1', 0, 'FINISHED'),
    ];
    expect(roles({ application: application({ current: '4' }), instances })).toEqual({
      4: 'CURRENT',
      3: 'NEVER_DEPLOYED',
      2: 'NEVER_DEPLOYED',
      1: 'SUPERSEDED',
    });
  });

  test('is PENDING for a first instance that has not been deployed yet', () => {
    expect(roles({ application: application({ current: null }), instances: [instance('1', 0)] })).toEqual({
      1: 'PENDING',
    });
  });

  test('is not PENDING while the application is to be suspended (rule 19)', () => {
    const instances = [
      instance('2', 5, null, { effectiveSpec: specOf('suspended') }),
      instance('1', 0, 'RUNNING'),
    ];
    expect(roles({ application: application({ current: '1', desired: 'suspended' }), instances })).toEqual({
      2: 'UNKNOWN',
      1: 'CURRENT',
    });
  });

  test('of the last deployed one follows from evidence while CMF names none (rules 20 and 31)', () => {
    const suspended = application({ current: null, desired: 'suspended' });
    const second = instance('2', 5);
    expect(
      roleOf(instance('1', 0, 'FINISHED'), {
        application: suspended,
        instances: [second, instance('1', 0, 'FINISHED')],
      }),
    ).toBe('SUPERSEDED');
    expect(
      roleOf(instance('1', 0, 'RUNNING'), {
        application: suspended,
        instances: [second, instance('1', 0, 'RUNNING')],
      }),
    ).toBe('UNKNOWN');
    expect(
      roleOf(instance('1', 0, 'FAILED'), {
        application: suspended,
        instances: [second, instance('1', 0, 'FAILED')],
      }),
    ).toBe('UNKNOWN');
  });

  test('while CMF names none, a newer one that had a cluster determines the roles of the older ones (rule 13)', () => {
    const instances = [
      instance('4', 9),
      instance('3', 7, 'RUNNING'),
      instance('2', 5),
      instance('1', 0, 'RUNNING'),
    ];
    expect(roles({ application: application({ current: null }), instances })).toEqual({
      4: 'PENDING',
      3: 'UNKNOWN',
      2: 'NEVER_DEPLOYED',
      1: 'SUPERSEDED',
    });
  });

  test('counts an instance as deployed if the gateway observed it as deployed, even without a job', () => {
    const instances = [instance('3', 9, 'RUNNING'), instance('2', 5), instance('1', 0, 'FINISHED')];
    const context = { application: application({ current: '3' }), instances };
    expect(roles(context)).toMatchObject({ 2: 'NEVER_DEPLOYED' });
    expect(roles({ ...context, everDeployed: new Set(['2']) })).toMatchObject({ 2: 'SUPERSEDED' });
  });

  test('is UNKNOWN for a newest instance that had a job while CMF names another', () => {
    const instances = [instance('2', 5, 'FAILED'), instance('1', 0, 'RUNNING')];
    expect(roles({ application: application({ current: '1' }), instances })).toEqual({
      2: 'UNKNOWN',
      1: 'CURRENT',
    });
  });

  test('of one that CMF no longer lists is known only if it had a job', () => {
    const context = { application: application({ current: '9' }), instances: [instance('9', 90, 'RUNNING')] };
    expect(roleOf(instance('1', 0, 'FINISHED'), context)).toBe('SUPERSEDED');
    expect(roleOf(instance('2', 5), context)).toBe('UNKNOWN');
  });
});
