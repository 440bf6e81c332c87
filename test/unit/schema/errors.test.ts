import { describe, expect, test } from 'vitest';
import { type ErrorCode, errorCodes, publicError, toPublicError } from '../../../schema/errors.ts';
import { CmfError, type CmfFailure } from '../../../src/cmf/errors.ts';
import { SlowConsumerError } from '../../../src/live/slow-consumer-error.ts';

const secret = 'connect ECONNREFUSED 10.0.0.1:8080';

function failed(
  failure: CmfFailure,
  status: number | null = null,
  retryable = false,
  message = secret,
): CmfError {
  return new CmfError({
    operation: 'getApplication',
    failure,
    status,
    retryable,
    message,
    cause: new Error(secret),
  });
}

describe('a failed call to CMF', () => {
  test.each<[CmfFailure, number | null, boolean, ErrorCode]>([
    ['UNREACHABLE', null, true, 'CMF_UNREACHABLE'],
    ['TIMEOUT', null, true, 'CMF_TIMEOUT'],
    ['ABORTED', null, false, 'CMF_TIMEOUT'],
    ['MALFORMED', 200, false, 'CMF_MALFORMED'],
    ['TOKEN', null, true, 'CMF_REFUSED_GATEWAY'],
    ['GATEWAY_REFUSED', 401, true, 'CMF_REFUSED_GATEWAY'],
    ['STATUS', 401, false, 'UNAUTHENTICATED'],
    ['STATUS', 403, false, 'FORBIDDEN'],
    ['STATUS', 400, false, 'CMF_ERROR'],
    ['STATUS', 404, false, 'CMF_ERROR'],
    ['STATUS', 409, false, 'CMF_ERROR'],
    ['STATUS', 429, true, 'CMF_UNAVAILABLE'],
    ['STATUS', 500, true, 'CMF_UNAVAILABLE'],
    ['STATUS', 503, true, 'CMF_UNAVAILABLE'],
  ])('%s %s (retryable: %s) becomes %s', (failure, status, retryable, code) => {
    const error = toPublicError(failed(failure, status, retryable));
    expect(error?.extensions).toEqual({ code, retryable: errorCodes[code].retryable });
  });

  test.each<[CmfFailure, number | null]>([
    ['UNREACHABLE', null],
    ['TIMEOUT', null],
    ['ABORTED', null],
    ['MALFORMED', 200],
  ])(
    '%s has a message of the gateway, because those of the transport name hosts and ports',
    (failure, status) => {
      const reported = JSON.stringify(toPublicError(failed(failure, status, true)));
      expect(reported).not.toMatch(/ECONN|10\.0\.0\.1|8080|getApplication/);
      expect(reported).toMatch(/CMF (is unreachable|did not|does not)/);
    },
  );

  test('has the message of CMF when CMF responded', () => {
    const words = 'Application orders has no savepoint';
    expect(toPublicError(failed('STATUS', 409, false, words))?.message).toBe(words);
    expect(JSON.stringify(toPublicError(failed('STATUS', 409, false, words)))).not.toContain('ECONN');
  });

  test('is kept for the log', () => {
    const error = failed('UNREACHABLE');
    expect(toPublicError(error)?.originalError).toBe(error);
  });
});

test('a slow consumer gets its own code, and may subscribe again', () => {
  expect(toPublicError(new SlowConsumerError('Too slow.'))?.extensions).toEqual({
    code: 'SLOW_CONSUMER',
    retryable: true,
  });
});

test('any other error is internal, and no detail of it is shown', () => {
  for (const fault of [
    new Error(secret),
    new TypeError(secret),
    secret,
    null,
    undefined,
    { failure: 'STATUS' },
  ]) {
    expect(toPublicError(fault)).toBeNull();
  }
});

test('an error has its code and whether a retry may help', () => {
  expect(publicError('BAD_FILTER', 'No.').toJSON()).toEqual({
    message: 'No.',
    extensions: { code: 'BAD_FILTER', retryable: false },
  });
});
