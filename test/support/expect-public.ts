/** Checks that an error exposes public information only. */
import { expect } from 'vitest';
import type { PublicError } from './client.ts';

/** The `CMF_TOKEN` of test gateways, which must not occur in errors. */
export const token = 'a-token-that-must-not-leak';

/** Errors have a code and a request id, and contain no addresses, credentials or stack traces. */
export function expectPublic(errors: readonly PublicError[] | undefined, code: string, cmf: string): void {
  expect(errors?.length).toBeGreaterThan(0);
  for (const { message, extensions, ...located } of errors ?? []) {
    expect(extensions).toEqual({
      code,
      retryable: expect.any(Boolean),
      requestId: expect.stringMatching(/.+/),
    });
    expect(Object.keys(located).toSorted()).toEqual(['locations', 'path']);
    for (const secret of [token, new URL(cmf).host, '127.0.0.1', 'node_modules', '.ts:', '    at ']) {
      expect(message).not.toContain(secret);
    }
  }
}
