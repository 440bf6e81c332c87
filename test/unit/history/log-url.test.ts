import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLogUrlTemplate, logUrl, logUrlPlaceholders } from '../../../src/history/logs/log-url.ts';
import { instance } from './fixtures.ts';

const place = {
  environment: 'production',
  application: 'kafka-ingest',
  namespace: 'flink-prod',
  window: { from: '2025-03-27T00:00:00.000Z', to: '2025-03-27T01:00:00.000Z' },
};

describe('the log URL', () => {
  test('has each placeholder replaced by its value, percent-encoded', () => {
    const template =
      'https://logs.example/{environment}/{application}?ns={namespace}&i={uid}&from={from}&to={toMs}';
    expect(checkLogUrlTemplate(template)).toEqual([]);
    expect(logUrl(template, instance('u&1', 0), place)).toBe(
      'https://logs.example/production/kafka-ingest?ns=flink-prod&i=u%261&from=2025-03-27T00%3A00%3A00.000Z&to=1743037200000',
    );
  });

  test('keeps a hostile name within its placeholder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (uid) => {
        const url = new URL(logUrl('https://logs.example/a?i={uid}&x=1#f', instance(uid, 0), place));
        expect([url.host, url.pathname, url.hash]).toEqual(['logs.example', '/a', '#f']);
        expect([...url.searchParams]).toEqual([
          ['i', uid],
          ['x', '1'],
        ]);
      }),
    );
  });

  test('has an empty namespace when CMF does not report it', () => {
    expect(logUrl('http://l/?n={namespace}', instance('1', 0), { ...place, namespace: null })).toBe(
      'http://l/?n=',
    );
  });
});

describe('a log URL template', () => {
  test('may use every placeholder that is documented', () => {
    const all = Object.keys(logUrlPlaceholders).map((name) => `${name}={${name}}`);
    expect(checkLogUrlTemplate(`https://logs.example/?${all.join('&')}`)).toEqual([]);
  });

  test.each([
    ['an unknown placeholder', 'https://l/{uuid}', /^\{uuid\} is not a placeholder; there are \{uid\}/],
    ['a member of every object', 'https://l/{constructor}', /^\{constructor\} is not a placeholder/],
    ['a brace that is none', 'https://l/{"q":"{uid}"}', /%7B/],
    ['an unfinished placeholder', 'https://l/{uid', /%7B/],
    ['no URL', '/relative/{uid}', /http or https/],
    ['a URL that runs code', 'javascript:alert({uid})', /http or https/],
    ['a placeholder in the host', 'https://{environment}.example/{uid}', /host/],
    ['a placeholder as the user', 'https://{environment}@example/{uid}', /host/],
  ])('is refused with %s', (_, template, problem) => {
    expect(checkLogUrlTemplate(template)).toHaveLength(1);
    expect(checkLogUrlTemplate(template)[0]).toMatch(problem);
  });

  test('with an unknown placeholder gives no URL', () => {
    expect(() => logUrl('https://l/{uuid}', instance('1', 0), place)).toThrow(
      /\{uuid\} is not a placeholder/,
    );
  });
});
