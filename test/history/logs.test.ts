/** From an instance to its logs, and from a log line to its instance. */
import { describe, expect, test } from 'vitest';
import { settings } from '../../src/config/settings.ts';
import { logUrlPlaceholders } from '../../src/history/logs/log-url.ts';
import { graphql } from '../gql/index.ts';
import { startGateway } from '../support/gateway.ts';
import { openOrders } from './orders.ts';

const Logs = graphql(/* GraphQL */ `
  query HistoryLogs($uid: ID!) {
    instance(uid: $uid) {
      createdAt
      updatedAt
      role
      logs {
        annotationKey
        annotationValue
        from
        to
        labelSelector
        loki
        elasticsearch
        kql
        splunk
        kubectl
        link
      }
    }
  }
`);

const slack = 300_000;
const hour = 3_600_000;

function shifted(time: string | null | undefined, milliseconds: number): string {
  return new Date(Date.parse(time ?? '') + milliseconds).toISOString();
}

describe('the logs of an instance', () => {
  test('are found by its annotation, in every store, within the time of its deployment', async () => {
    await using orders = await openOrders({ agoMs: hour });
    orders.edit({ parallelism: 4 });
    orders.settle();
    const uid = orders.uid(1);
    const { instance } = await orders.runQuery(Logs, { uid });
    expect(instance).toMatchObject({
      role: 'SUPERSEDED',
      logs: {
        annotationKey: 'platform.confluent.io/cmf-fa-instance',
        annotationValue: uid,
        from: shifted(instance?.createdAt, -slack),
        to: shifted(instance?.updatedAt, slack),
        labelSelector: 'app=orders',
        loki: `{namespace="flink"} | platform_confluent_io_cmf_fa_instance="${uid}"`,
        link: null,
      },
    });
    const { elasticsearch, kql, splunk, kubectl } = instance?.logs ?? {};
    for (const query of [JSON.stringify(elasticsearch), kql, splunk, kubectl]) {
      expect(query).toContain(uid);
      expect(query).toContain('flink');
    }
  });

  test('are searched until now while it may still log', async () => {
    await using orders = await openOrders({ agoMs: hour });
    const before = Date.now();
    const { instance } = await orders.runQuery(Logs, { uid: orders.uid(1) });
    expect(Date.parse(instance?.logs?.to ?? '')).toBeGreaterThanOrEqual(before + slack);
  });

  test("are linked to by the operator's own template", async () => {
    const template =
      'https://logs.example/{environment}/{application}?q={uid}&ns={namespace}&from={fromMs}&to={to}';
    await using orders = await openOrders({ agoMs: hour, env: { LOG_URL_TEMPLATE: template } });
    const { instance } = await orders.runQuery(Logs, { uid: orders.uid(1) });
    const { from, to, link } = instance?.logs ?? {};
    const query = `q=${orders.uid(1)}&ns=flink&from=${Date.parse(from ?? '')}&to=${encodeURIComponent(to ?? '')}`;
    expect(link).toBe(`https://logs.example/dev1/orders?${query}`);
  });
});

describe('a template for links', () => {
  test.for([
    ['https://{environment}.example/', 'must not contain a placeholder'],
    ['https://logs.example/?q={instance}', '{instance} is not a placeholder'],
    ['https://logs.example/?q={uid', 'A brace'],
  ])('that is not valid prevents the start of the gateway: %s', async ([template = '', reason = '']) => {
    await expect(
      startGateway({ cmf: { fleet: 'empty' }, env: { LOG_URL_TEMPLATE: template } }),
    ).rejects.toThrow(
      expect.objectContaining({ name: 'ConfigError', message: expect.stringContaining(reason) }),
    );
  });

  test('may contain the placeholders in the description of its setting', () => {
    for (const name of Object.keys(logUrlPlaceholders)) {
      expect(settings.LOG_URL_TEMPLATE.description).toContain(`{${name}}`);
    }
  });
});
