/** The codes of errors: one table, which agrees with `docs/errors.md` and with what the code throws. */
import { globSync, readFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { errorCodes, errorTable, httpOf, isErrorCode } from '../../schema/errors.ts';
import { maskError } from '../../src/graphql/error-mask.ts';
import { createLogger } from '../../src/observability/log.ts';
import { problemCodes, problemTable } from '../../src/writes/problem-codes.ts';

/** Codes that only Yoga writes. */
const ofLibraries = ['GRAPHQL_PARSE_FAILED', 'OPERATION_RESOLUTION_FAILURE'];
const sources = globSync('{schema,src}/**/*.ts').map((file) => readFileSync(file, 'utf8'));
const tests = globSync('test/**/*.test.ts').map((file) => readFileSync(file, 'utf8'));

describe('the table of codes', () => {
  test('is the table in docs/errors.md', () => {
    expect(readFileSync('docs/errors.md', 'utf8')).toContain(`\n${errorTable()}\n`);
  });

  test.each(Object.keys(errorCodes))('%s is thrown by a source file and covered by a test', (code) => {
    const mentions = (texts: readonly string[], word: string) => texts.filter((text) => text.includes(word));
    expect(mentions(tests, code)).not.toEqual([]);
    expect([...mentions(sources, `'${code}'`), ...ofLibraries.filter((each) => each === code)]).not.toEqual(
      [],
    );
  });

  test('has a status for codes that reject a whole request, and none for codes that come with data', () => {
    expect(httpOf('BODY_TOO_LARGE')).toEqual({ status: 413, spec: false });
    expect(httpOf('TOO_DEEP')).toEqual({ status: 400, spec: true });
    expect(httpOf('BAD_CURSOR')).toBeUndefined();
  });

  test('has no inherited keys of objects', () => {
    expect(isErrorCode('constructor')).toBe(false);
  });
});

describe('the table of codes of mutations', () => {
  test('is the table in docs/errors.md', () => {
    expect(readFileSync('docs/errors.md', 'utf8')).toContain(`\n${problemTable()}\n`);
  });

  test.each(Object.keys(problemCodes))('%s has a test in test/writes', (code) => {
    const seen = globSync('test/writes/*.test.ts').filter((file) =>
      readFileSync(file, 'utf8').includes(code),
    );
    expect(seen).not.toEqual([]);
  });
});

describe('an unexpected error', () => {
  test('has only its code in the response; the log has its details under the request id', () => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const secret = new Error('connect ECONNREFUSED 10.1.2.3:5432');
    const thrown = new GraphQLError(secret.message, { originalError: secret, path: ['environments'] });

    const masked = maskError(thrown, createLogger('error', { destination }), 'request-1');

    expect(masked.toJSON()).toEqual({
      message: 'The gateway failed.',
      path: ['environments'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId: 'request-1' },
    });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'error', requestId: 'request-1', path: ['environments'], err: { message: secret.message } },
    ]);
  });

  test('of a library that is public has a code of the table and no details of the library', () => {
    const thrown = new GraphQLError('POST body sent invalid JSON.', {
      extensions: { code: 'SOMETHING_ELSE', originalError: { name: 'SyntaxError' }, http: { status: 400 } },
    });
    const masked = maskError(thrown, createLogger('silent'), 'request-1');
    expect(masked.toJSON().extensions).toEqual({
      code: 'BAD_USER_INPUT',
      retryable: false,
      requestId: 'request-1',
    });
  });
});
