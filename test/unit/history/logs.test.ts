import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LogTarget, logQueries, logWindow } from '../../../src/history/logs/logs.ts';
import { instance, millis, minute } from './fixtures.ts';

const uid = '13e5e579-21e7-41e5-9259-aa32cf5e8ea8';
const annotation = 'platform.confluent.io/cmf-fa-instance';
const one = instance(uid, 0, 'RUNNING');
const place: LogTarget = {
  environment: 'production',
  application: 'kafka-ingest',
  namespace: 'flink-prod',
  window: { from: '2025-03-27T00:00:00.000Z', to: '2025-03-27T01:00:00.500Z' },
};

describe("an instance's logs", () => {
  test('are found by the annotation that its pods carry (rule 10)', () => {
    expect(logQueries(one, place).annotation).toEqual({ key: annotation, value: uid });
  });

  test('are queried in Loki by the label that relabeling derives from the annotation', () => {
    expect(logQueries(one, place).loki).toBe(
      `{namespace="flink-prod"} | platform_confluent_io_cmf_fa_instance="${uid}"`,
    );
  });

  test('are queried in Elasticsearch and Kibana within the window', () => {
    const { elasticsearch, kql } = logQueries(one, place);
    expect(elasticsearch).toEqual({
      query: {
        bool: {
          filter: [
            { match_phrase: { 'kubernetes.annotations.platform_confluent_io/cmf-fa-instance': uid } },
            { match_phrase: { 'kubernetes.namespace': 'flink-prod' } },
            { range: { '@timestamp': { gte: place.window.from, lt: place.window.to } } },
          ],
        },
      },
      sort: [{ '@timestamp': 'asc' }],
    });
    expect(kql).toBe(
      `kubernetes.annotations.platform_confluent_io/cmf-fa-instance: "${uid}" and kubernetes.namespace: "flink-prod" and @timestamp >= "${place.window.from}" and @timestamp < "${place.window.to}"`,
    );
  });

  test('are queried in Splunk in whole seconds around the window, with a comparison that has no wildcards', () => {
    expect(logQueries(one, place).splunk).toBe(
      `search index=* earliest=1743033600 latest=1743037201 | where 'k8s.pod.annotations.${annotation}'="${uid}" AND 'k8s.namespace.name'="flink-prod" | sort 0 _time`,
    );
  });

  test('are queried in all namespaces when CMF names none', () => {
    const queries = logQueries(one, { ...place, namespace: null });
    expect(queries.loki).toContain('{app="kafka-ingest"}');
    expect(queries.kubectl).toContain('kubectl get pods --all-namespaces --selector=');
    expect(JSON.stringify([queries.elasticsearch, queries.kql, queries.splunk])).not.toMatch(/namespace/);
  });

  test("select the application's pods by label, unless its name can be none", () => {
    expect(logQueries(one, place).labelSelector).toBe('app=kafka-ingest');
    for (const application of ['a'.repeat(64), 'a,b', '-a', '']) {
      const { labelSelector, kubectl } = logQueries(one, { ...place, application });
      expect(labelSelector).toBeNull();
      expect(kubectl).not.toContain('--selector');
    }
  });

  test('are printed by the command for exactly those pods that carry the annotation', () => {
    using bin = commands({
      items: [
        { metadata: { namespace: 'flink-prod', name: 'mine-1', annotations: { [annotation]: uid } } },
        { metadata: { namespace: 'flink-prod', name: 'other', annotations: { [annotation]: 'another' } } },
        { metadata: { namespace: 'flink-prod', name: 'bare' } },
        { metadata: { namespace: 'flink-prod', name: 'mine-2', annotations: { [annotation]: uid } } },
      ],
    });
    expect(bin.run(logQueries(one, place).kubectl)).toEqual([
      'logs --all-containers --prefix --since-time=2025-03-27T00:00:00.000Z --namespace=flink-prod mine-1',
      'logs --all-containers --prefix --since-time=2025-03-27T00:00:00.000Z --namespace=flink-prod mine-2',
    ]);
  });

  test('select nothing else, for any names', () => {
    const evil = `x' --all "$(touch /tmp/pwned)"; *\\`;
    using bin = commands({
      items: [{ metadata: { namespace: 'n', name: 'pod', annotations: { [annotation]: evil } } }],
    });
    const { kubectl } = logQueries({ ...one, uid: evil }, { ...place, namespace: evil, application: evil });
    expect(bin.run(kubectl)).toEqual([
      'logs --all-containers --prefix --since-time=2025-03-27T00:00:00.000Z --namespace=n pod',
    ]);
    expect(bin.requested()).toBe(`get pods --namespace=${evil} --output=json\n`);
  });
});

describe('the time window of an instance', () => {
  const slackMs = 60_000;

  test('is from its creation until now while it has not ended, with slack on both sides', () => {
    expect(logWindow(instance(uid, 10), { endedAt: null, now: millis(30), slackMs })).toEqual({
      from: minute(9),
      to: minute(31),
    });
  });

  test('is until its end once it has ended', () => {
    expect(logWindow(instance(uid, 10), { endedAt: minute(20), now: millis(30), slackMs })).toEqual({
      from: minute(9),
      to: minute(21),
    });
  });

  test('reaches back to the epoch when CMF gives no creation time', () => {
    const unknown = instance(uid, 10, null, { createdAt: null });
    expect(logWindow(unknown, { endedAt: null, now: millis(30), slackMs }).from).toBe(
      '1970-01-01T00:00:00.000Z',
    );
  });
});

/** A directory with a `kubectl` that prints `pods` for `get` and its arguments for all other commands. */
function commands(pods: object) {
  const directory = mkdtempDisposableSync(join(tmpdir(), 'cmf-graphql-logs-'));
  const kubectl = join(directory.path, 'kubectl');
  writeFileSync(join(directory.path, 'pods.json'), JSON.stringify(pods));
  writeFileSync(
    kubectl,
    `#!/bin/sh\nhere=\${0%/*}\nif [ "$1" = get ]; then printf '%s\\n' "$*" > "$here/requested"; cat "$here/pods.json"; else printf '%s\\n' "$*"; fi\n`,
  );
  chmodSync(kubectl, 0o755);
  const env = { PATH: [directory.path, process.env['PATH']].join(delimiter) };
  return {
    run: (command: string) => execFileSync('sh', ['-c', command], { env }).toString().trimEnd().split('\n'),
    requested: () => execFileSync('cat', [join(directory.path, 'requested')]).toString(),
    [Symbol.dispose]: () => directory.remove(),
  };
}
