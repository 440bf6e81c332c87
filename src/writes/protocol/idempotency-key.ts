/** The idempotency key of a write. Each caller has its own keys, and a key belongs to one input. */
import { hash } from 'node:crypto';
import { isObject, type Json } from '../../json.ts';
import type { KeyedOperation, WriteLog } from '../../store/write-log.ts';
import { invalid, WriteProblems } from '../problems.ts';
import type { WriteRequest } from './write-steps.ts';

const conflictingKey = invalid('CONFLICTING_KEY', 'This key was used with another input.', [
  'idempotencyKey',
]);

/**
 * Reserves the key for an operation. The reservation of an earlier operation with this key if there is one; null also
 * without a key. Throws `WriteProblems` if the earlier input was another one.
 */
export async function reserveKey(
  log: WriteLog,
  request: WriteRequest,
  operation: string,
): Promise<KeyedOperation | null> {
  const key = keyOf(request);
  if (key === null) return null;
  const fingerprint = fingerprintOf(request);
  const earlier = await log.reserve(key, { fingerprint, operation });
  if (earlier && earlier.fingerprint !== fingerprint) throw new WriteProblems(conflictingKey);
  return earlier;
}

/** Makes the key usable for another attempt, if this operation has it. */
export async function freeKey(log: WriteLog, request: WriteRequest, operation: string): Promise<void> {
  const key = keyOf(request);
  if (key !== null) await log.free(key, { fingerprint: fingerprintOf(request), operation });
}

function keyOf({ principal, idempotencyKey }: WriteRequest): string | null {
  return idempotencyKey === null ? null : digest([principal, idempotencyKey]);
}

function fingerprintOf({ kind, target, reason, input }: WriteRequest): string {
  return digest([kind, { ...target }, reason, sorted(input)]);
}

function digest(parts: Json): string {
  return hash('sha256', JSON.stringify(parts), 'base64url');
}

/** Objects as lists of entries by key, so that equal inputs have equal digests. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { entries: entries.map(([key, part]) => [key, sorted(part)]) };
}
