/** The values of the Helm chart: they fit their schema, each is documented, and `config` has exactly the gateway's settings. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Value, valuesIn } from '../../deploy/chart-values/readme.ts';
import { values, valuesSchema } from '../../deploy/chart-values/schema.ts';
import { configKeys, fileKeys, ownedKeys } from '../../deploy/chart-values/settings.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import { keys, secretKeys } from '../../src/config/settings.ts';

const chart = 'deploy/chart';
const text = readFileSync(`${chart}/values.yaml`, 'utf8');
const defaults: Tree = parse(text);

interface Tree {
  readonly [key: string]: unknown;
}

/** As Helm merges values: objects by key, and null removes a key. */
function merged(base: Tree, over: Tree): Tree {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    if (value === null) delete result[key];
    else result[key] = isTree(value) && isTree(below) ? merged(below, value) : value;
  }
  return result;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problemsOf(yaml: string): readonly string[] {
  const { error } = values.safeParse(merged(defaults, parse(yaml)));
  return error?.issues.map(({ path }) => path.join('.')) ?? [];
}

describe('the schema', () => {
  test('accepts the defaults and the examples', () => {
    const files = globSync(`${chart}/ci/*-values.yaml`);
    expect(files.length).toBeGreaterThan(0);
    expect(problemsOf('{}')).toEqual([]);
    expect(files.filter((file) => problemsOf(readFileSync(file, 'utf8')).length > 0)).toEqual([]);
  });

  test.each([
    ['an unknown value', 'replicas: 3', ''],
    ['an unknown value inside', 'image: { name: gateway }', 'image'],
    ['an unknown setting', 'config: { CMF_ULR: http://cmf }', 'config'],
    ['a setting that is a secret', 'config: { CMF_TOKEN: abc }', 'config'],
    ['a setting that the chart sets', 'config: { EMULATOR: on }', 'config'],
    ['a number out of bounds', 'config: { MAX_DEPTH: 1000 }', 'config.MAX_DEPTH'],
    ['a number as text', 'config: { MAX_DEPTH: "10" }', 'config.MAX_DEPTH'],
    ['another word', 'config: { CMF_AUTH: everyone }', 'config.CMF_AUTH'],
    ['a boolean where it has no meaning', 'config: { TRUSTED_DOCUMENTS: on }', 'config.TRUSTED_DOCUMENTS'],
    ['a secret in clear text', 'secrets: { CMF_TOKEN: abc }', 'secrets.CMF_TOKEN'],
    ['a secret without a key', 'secrets: { CMF_TOKEN: { name: cmf } }', 'secrets.CMF_TOKEN.key'],
    ['a file from two places', 'files: { CMF_CA: { secret: a, configMap: b, key: c } }', 'files.CMF_CA'],
    ['a user that is root', 'runAsUser: 0', 'runAsUser'],
    ['a port that is none', 'service: { port: 70000 }', 'service.port'],
    ['an object in place of a list', 'tolerations: { key: a }', 'tolerations'],
    ['a link that is none', 'prometheusRule: { runbookUrl: docs/runbooks }', 'prometheusRule.runbookUrl'],
    ['a quantity that is none', 'resources: { requests: { cpu: much } }', 'resources.requests.cpu'],
  ])('refuses %s: %s', (_, yaml, path) => {
    expect(problemsOf(yaml)).toEqual([path]);
  });

  test('accepts on and off without quotes, which YAML 1.1 reads as booleans', () => {
    for (const value of [true, false, 'on', 'off']) {
      expect(values.shape.config.safeParse({ COMPRESSION: value }).success).toBe(true);
    }
    expect(values.shape.config.safeParse({ TRUSTED_DOCUMENTS: false }).success).toBe(true);
  });

  test('is the one in the chart, for Helm', () => {
    expect(readFileSync(`${chart}/values.schema.json`, 'utf8')).toBe(valuesSchema());
  });

  test('has no regular expression that Go does not support', () => {
    const patterns = [...valuesSchema().matchAll(/"pattern": "(.*)"/g)].map(([, pattern = '']) => pattern);
    expect(patterns.filter((pattern) => /\\\\u|\(\?[=!<]|\\\\[1-9]/.test(pattern))).toEqual([]);
  });
});

test('each setting is in one of config, secrets and files, or set by the chart', () => {
  const places = [...configKeys, ...secretKeys, ...fileKeys, ...ownedKeys];
  expect(places.toSorted()).toEqual(keys.toSorted());
  expect(Object.keys(values.shape.config.shape)).toEqual(configKeys);
  expect(Object.keys(values.shape.secrets.shape)).toEqual(secretKeys);
  expect(Object.keys(values.shape.files.shape)).toEqual(fileKeys);
});

test('the smallest example is a configuration that the gateway accepts without a warning', () => {
  const { config } = parse(readFileSync(`${chart}/ci/minimal-values.yaml`, 'utf8'));
  const { warnings, cmf } = parseConfig(config);
  expect(warnings).toEqual([]);
  expect(cmf.url).toBe(config.CMF_URL);
});

test('each value has a description above it', () => {
  const undocumented = (value: Value) => value.description === '';
  expect(valuesIn(text).length).toBeGreaterThan(50);
  expect(valuesIn(text).filter(undocumented)).toEqual([]);
});

test('chart, gateway and package have the same version', () => {
  const { version, appVersion } = parse(readFileSync(`${chart}/Chart.yaml`, 'utf8'));
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  expect({ version, appVersion }).toEqual({ version: manifest.version, appVersion: manifest.version });
});
