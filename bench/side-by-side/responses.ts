/** Sends requests to contestants and checks that their responses are equal. */
import { deepStrictEqual } from 'node:assert/strict';
import { isObject, type Json } from '../../src/json.ts';
import type { Contestant } from './contestants.ts';
import type { Operation, Query } from './queries.ts';

export interface Target {
  readonly contestant: Contestant;
  readonly port: number;
}

/** The number of compared operations of a mix. */
const comparedOperations = 20;

export function bodyOf({ query, variables }: Operation): string {
  return JSON.stringify({ query, variables });
}

/** Sends a request and returns the response text. Rejects unless the status is 2xx. */
export async function post({ contestant, port }: Target, body: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...contestant.headers },
    body,
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${contestant.name} responded with ${response.status}: ${text.slice(0, 500)}`);
  return text;
}

/**
 * Rejects with the difference when the two responses differ. Resumes the reference during the comparison, as it may be
 * paused.
 */
export async function verify(
  candidate: PausableTarget,
  reference: PausableTarget,
  query: Query,
): Promise<void> {
  const operations = query.operations(candidate.contestant.dialect).slice(0, comparedOperations);
  const referenceOperations = query.operations(reference.contestant.dialect).slice(0, comparedOperations);
  reference.server.resume();
  for (const [index, operation] of operations.entries()) {
    const referenceOperation = referenceOperations[index];
    if (!referenceOperation) continue;
    const result = await resultOf(candidate, operation);
    const referenceResult = await resultOf(reference, referenceOperation);
    deepStrictEqual(
      result,
      referenceResult,
      `${candidate.contestant.name} has another result for ${query.name}`,
    );
  }
  reference.server.pause();
}

interface PausableTarget extends Target {
  readonly server: { pause(): void; resume(): void };
}

async function resultOf(target: Target, operation: Operation): Promise<Json> {
  const text = await post(target, bodyOf(operation));
  const result: unknown = JSON.parse(text);
  if (!isObject(result) || result['errors'] !== undefined || !isObject(result['data'])) {
    throw new Error(`${target.contestant.name} failed at ${operation.query}\n${text.slice(0, 1_000)}`);
  }
  return target.contestant.dialect.read(result['data']);
}
