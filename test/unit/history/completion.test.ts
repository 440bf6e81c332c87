import { describe, expect, test } from 'vitest';
import { type CompletionContext, completionOf } from '../../../src/history/completion.ts';
import { application, event, instance, minute, specOf } from './fixtures.ts';

function completions(context: CompletionContext) {
  return Object.fromEntries(context.instances.map((one) => [one.uid, completionOf(one, context)]));
}

const suspend = { effectiveSpec: specOf('suspended') };

describe('the completion of an instance', () => {
  test('is COMPLETED for FINISHED on the deployed instance that should run, with none newer (rule 26)', () => {
    const instances = [instance('1', 0, 'FINISHED')];
    expect(completions({ application: application({ current: '1' }), instances })).toEqual({
      1: 'COMPLETED',
    });
  });

  test('is STOPPED_FOR_UPGRADE for FINISHED when a newer instance existed', () => {
    const instances = [instance('2', 5), instance('1', 0, 'FINISHED', { updatedAt: minute(6) })];
    expect(completions({ application: application({ current: '1' }), instances })).toEqual({
      1: 'STOPPED_FOR_UPGRADE',
      2: 'UNKNOWN',
    });
  });

  test('stays COMPLETED when the job had finished before the newer instance was created', () => {
    const done = instance('1', 0, 'FINISHED', { updatedAt: minute(4) });
    expect(
      completionOf(done, { application: application({ current: '1' }), instances: [instance('2', 5), done] }),
    ).toBe('COMPLETED');
  });

  test('stays COMPLETED also when only an event shows that it had finished before', () => {
    const done = instance('1', 0, 'FINISHED', { updatedAt: minute(6) });
    const instances = [instance('2', 5, 'RUNNING'), done];
    const context = { application: application({ current: '2' }), instances };
    const finished = event('e', 4, { instance: '1', newStatus: 'FINISHED' });
    expect(completionOf(done, { ...context, events: [finished] })).toBe('COMPLETED');
    expect(completionOf(done, { ...context, events: [{ ...finished, instance: '2' }] })).toBe(
      'STOPPED_FOR_UPGRADE',
    );
  });

  test('is STOPPED_BY_SUSPEND when the newer instance has a suspended job', () => {
    const stopped = instance('1', 0, 'FINISHED', { updatedAt: minute(6) });
    const suspended = {
      application: application({ current: null, desired: 'suspended' }),
      instances: [instance('2', 5, null, suspend), stopped],
    };
    expect(completionOf(stopped, suspended)).toBe('STOPPED_BY_SUSPEND');
    const resumed = {
      application: application({ current: '3' }),
      instances: [instance('3', 9, 'RUNNING'), ...suspended.instances],
    };
    expect(completionOf(stopped, resumed)).toBe('STOPPED_BY_SUSPEND');
  });

  test('is STOPPED_BY_SUSPEND when a waiting upgrade was suspended before it could take place', () => {
    const stopped = instance('1', 0, 'FINISHED', { updatedAt: minute(9) });
    const instances = [instance('3', 8, null, suspend), instance('2', 5), stopped];
    expect(
      completionOf(stopped, { application: application({ current: '1', desired: 'suspended' }), instances }),
    ).toBe('STOPPED_BY_SUSPEND');
  });

  test('is STOPPED_BY_SUSPEND also where CMF names the suspended instance as deployed (rule 31)', () => {
    const stopped = instance('1', 0, 'FINISHED', { updatedAt: minute(6) });
    const instances = [instance('2', 5, null, suspend), stopped];
    const context = { application: application({ current: '2', desired: 'suspended' }), instances };
    expect(completionOf(stopped, context)).toBe('STOPPED_BY_SUSPEND');
  });

  test('is STOPPED_FOR_UPGRADE although the next one was suspended later', () => {
    const stopped = instance('1', 0, 'FINISHED', { updatedAt: minute(6) });
    const instances = [
      instance('3', 9, null, suspend),
      instance('2', 5, 'FINISHED', { updatedAt: minute(10) }),
      stopped,
    ];
    const context = { application: application({ current: null, desired: 'suspended' }), instances };
    expect(completions(context)).toEqual({ 3: 'UNKNOWN', 2: 'STOPPED_BY_SUSPEND', 1: 'STOPPED_FOR_UPGRADE' });
  });

  test('is STOPPED_BY_SUSPEND when the application should be suspended and CMF created no instance for that', () => {
    const instances = [instance('1', 0, 'SUSPENDED')];
    expect(
      completions({ application: application({ current: '1', desired: 'suspended' }), instances }),
    ).toEqual({ 1: 'STOPPED_BY_SUSPEND' });
  });

  test('is UNKNOWN when the instances that may have stopped it are listed without their specs', () => {
    const stopped = instance('1', 0, 'FINISHED', { updatedAt: minute(6) });
    const instances = [instance('3', 9), instance('2', 5, null, { effectiveSpec: null }), stopped];
    expect(completionOf(stopped, { application: application({ current: null }), instances })).toBe('UNKNOWN');
  });

  test('is UNKNOWN while the operator reconciles, because a newer instance may follow', () => {
    const instances = [instance('1', 0, 'FINISHED')];
    expect(
      completions({ application: application({ current: '1', lifecycle: 'UPGRADING' }), instances }),
    ).toEqual({ 1: 'UNKNOWN' });
  });

  test('is UNKNOWN for FINISHED while CMF does not name the instance as deployed', () => {
    const instances = [instance('1', 0, 'FINISHED')];
    expect(completions({ application: application({ current: null }), instances })).toEqual({ 1: 'UNKNOWN' });
  });

  test('is FAILED for a failed job, superseded or not', () => {
    const instances = [instance('2', 5, 'FAILED'), instance('1', 0, 'FAILED')];
    expect(completions({ application: application({ current: '2' }), instances })).toEqual({
      2: 'FAILED',
      1: 'FAILED',
    });
  });

  test('is CANCELED for a job that a user cancelled, and a stop for one that the operator cancelled', () => {
    const canceled = instance('1', 0, 'CANCELED', { updatedAt: minute(6) });
    expect(
      completionOf(canceled, { application: application({ current: '1' }), instances: [canceled] }),
    ).toBe('CANCELED');
    const upgraded = {
      application: application({ current: '2' }),
      instances: [instance('2', 5, 'RUNNING'), canceled],
    };
    expect(completionOf(canceled, upgraded)).toBe('STOPPED_FOR_UPGRADE');
  });

  test.each([
    'INITIALIZING',
    'CREATED',
    'RUNNING',
    'FAILING',
    'CANCELLING',
    'RESTARTING',
    'RECONCILING',
  ] as const)('is RUNNING for %s on the deployed instance', (state) => {
    const instances = [instance('1', 0, state)];
    expect(completions({ application: application({ current: '1' }), instances })).toEqual({ 1: 'RUNNING' });
  });

  test('is a stop for a job last seen running on an instance that is superseded (rule 13)', () => {
    const instances = [instance('2', 5, 'RUNNING'), instance('1', 0, 'RUNNING')];
    expect(completions({ application: application({ current: '2' }), instances })).toEqual({
      2: 'RUNNING',
      1: 'STOPPED_FOR_UPGRADE',
    });
  });

  test('is UNKNOWN for instances that never had a job, and for unknown states', () => {
    const instances = [instance('3', 9), instance('2', 5), instance('1', 0, 'UNKNOWN')];
    expect(completions({ application: application({ current: '1' }), instances })).toEqual({
      3: 'UNKNOWN',
      2: 'UNKNOWN',
      1: 'UNKNOWN',
    });
  });
});
