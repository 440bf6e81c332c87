/** Values that CMF is known to have added to an effective spec are no change of a plan. */
import { describe, expect, test } from 'vitest';
import type { Environment } from '../../../src/cmf/resources/environment.ts';
import type { JsonObject } from '../../../src/json.ts';
import { planApplication } from '../../../src/plan/plan.ts';
import type { PlanContext } from '../../../src/plan/plan-context.ts';
import { instance, minute } from '../history/fixtures.ts';
import { contextOf, environmentWith, jobSpec } from './fixtures.ts';

const added: JsonObject = {
  ...jobSpec({}, { a: '1', 'metrics.reporter.prom.port': '9249-9250' }),
  serviceAccount: 'flink',
  podTemplate: {
    metadata: {
      annotations: {
        'platform.confluent.io/cmf-fa-instance': 'uid',
        'platform.confluent.io/origin': 'flink',
      },
      labels: { 'added-by': 'cmf' },
    },
  },
};

/** The instance was created at minute 5; the environment was edited at `edited`. */
function contextEdited(edited: number): PlanContext {
  const latest = instance('uid', 5, 'RUNNING', { effectiveSpec: added });
  const environment: Environment = { ...environmentWith(null), updatedAt: minute(edited) };
  const { application } = contextOf({ spec: jobSpec({}, { a: '1' }) });
  return contextOf({
    more: {
      application: application && { ...application, updatedAt: minute(6) },
      environment,
      latest,
      deployed: latest,
    },
  });
}

const changesOf = (spec: JsonObject, context: PlanContext) =>
  planApplication({ spec }, context).changes.map(({ path, kind }) => `${kind} ${path}`);

describe('the additions of CMF', () => {
  test('are expected again where the documents have not changed since', () => {
    const context = contextEdited(1);
    expect(planApplication({ spec: jobSpec({}, { a: '1' }) }, context).createsInstance).toBe(false);
    expect(changesOf(jobSpec({ parallelism: 9 }, { a: '2' }), context)).toEqual([
      'CHANGED flinkConfiguration.a',
      'CHANGED job.parallelism',
    ]);
  });

  test('do not replace the value of the input, in any form', () => {
    const spec = {
      ...jobSpec({}, { a: '1', metrics: { reporter: { prom: { port: 1 } } } }),
      serviceAccount: 'own',
      podTemplate: { metadata: { labels: 'none' } },
    };
    const plan = planApplication({ spec }, contextEdited(1));
    expect(plan.effectiveSpec).toMatchObject(spec);
    expect(changesOf(spec, contextEdited(1)).toSorted()).toEqual([
      'CHANGED flinkConfiguration["metrics.reporter.prom.port"]',
      'CHANGED podTemplate.metadata.labels',
      'CHANGED serviceAccount',
    ]);
  });

  test('are not guessed where the environment was edited since, apart from the annotations', () => {
    expect(changesOf(jobSpec({}, { a: '1' }), contextEdited(60)).toSorted()).toEqual([
      'REMOVED flinkConfiguration["metrics.reporter.prom.port"]',
      'REMOVED podTemplate.metadata.labels',
      'REMOVED serviceAccount',
    ]);
  });
});
