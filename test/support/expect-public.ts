/** What may be seen of an error by everybody. */
import { expect } from 'vitest';
import type { PublicError } from './client.ts';

/** For a gateway's `CMF_TOKEN`, so that it can be looked for. */
export const token = 'a-token-that-must-not-leak';

/** Coded, named by their request, and silent about addresses, credentials and code. */
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
