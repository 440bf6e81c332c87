/** The settings of the emulator, and whether it takes the place of CMF. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseEmulatorConfig } from '../../../src/config/emulator-config.ts';
import { parseConfig } from '../../../src/config/parse-config.ts';
import { messageOf, problemsOf } from './fixtures.ts';

const url = 'https://cmf.example';

describe('EMULATOR', () => {
  test.each([{}, { EMULATOR: 'auto' }, { EMULATOR: 'on' }])(
    'with %o and no CMF_URL, the embedded emulator is used',
    (env) => {
      expect(parseConfig(env).cmf.url).toBeUndefined();
    },
  );

  test.each([{}, { EMULATOR: 'auto' }, { EMULATOR: 'off' }])(
    'with %o and CMF_URL, that CMF is used',
    (env) => {
      expect(parseConfig({ ...env, CMF_URL: url }).cmf.url).toBe(url);
    },
  );

  test('off requires CMF_URL', () => {
    expect(messageOf({ EMULATOR: 'off' })).toContain(
      '  CMF_URL is not set, but EMULATOR is off. Set it to the base URL of CMF, or set EMULATOR=on',
    );
    expect(problemsOf({ EMULATOR: 'off', CMF_URL: '' })).toEqual(['CMF_URL is not set, but EMULATOR is off']);
  });

  test('off with a misspelt CMF_URL reports both keys', () => {
    expect(problemsOf({ EMULATOR: 'off', CMF_BASE_URL: url })).toEqual([
      'CMF_BASE_URL is not a known key',
      'CMF_URL is not set, but EMULATOR is off',
    ]);
  });

  test('on together with CMF_URL is refused', () => {
    expect(problemsOf({ EMULATOR: 'on', CMF_URL: url })).toEqual(['EMULATOR is on, but CMF_URL is set']);
  });

  test('the container image sets off', () => {
    expect(readFileSync('Dockerfile', 'utf8')).toMatch(/^ENV .*\bEMULATOR=off\b/m);
  });
});

test.each([
  ['EMULATOR', 'true'],
  ['EMULATOR', 'ON'],
  ['EMULATOR_SEED', '-1'],
  ['EMULATOR_SEED', '1.5'],
  ['EMULATOR_PACE_MS', 'fast'],
  ['EMULATOR_VERSION', '9.9'],
  ['EMULATOR_VERSION', '2.6'],
  ['EMULATOR_VERSION', '2'],
  ['EMULATOR_VERSION', '2.3.1-SNAPSHOT'],
  ['EMULATOR_COMPRESSION', 'br'],
])('%s=%s is refused', (key, value) => {
  expect(problemsOf({ [key]: value })).toEqual([expect.stringContaining(`${key} "${value}" `)]);
});

test.each(['2.0', '2.1.0', '2.3.1', '2.5'])('EMULATOR_VERSION=%s is accepted', (version) => {
  expect(parseConfig({ EMULATOR_VERSION: version }).emulator).toMatchObject({
    seed: 1,
    paceMs: 1000,
    version,
  });
});

test('the standalone emulator reads its own settings and HOST, and reports all invalid ones', () => {
  expect(
    parseEmulatorConfig({ EMULATOR_PORT: '0', EMULATOR_SEED: '7', CMF_TOKEN: 'no setting of it' }),
  ).toEqual({
    host: '127.0.0.1',
    port: 0,
    seed: 7,
    paceMs: 1000,
    version: '2.3.1',
    compression: 'off',
  });
  const parse = () => parseEmulatorConfig({ EMULATOR_PORT: 'eighty', EMULATOR_VERSION: '9.9', HOST: 'a b' });
  expect(parse).toThrow(/EMULATOR_VERSION "9\.9" .*\n {2}HOST .*\n {2}EMULATOR_PORT "eighty"/);
});
