/** Whether the contestants say the same of the same fleet. */
import { deepStrictEqual } from 'node:assert/strict';
import { isObject, type Json } from '../../src/json.ts';
import type { Contestant } from './contestants.ts';
import type { Operation, Query } from './queries.ts';

export interface Asked {
  readonly contestant: Contestant;
  readonly port: number;
}

/** Of a mix, this many operations are compared. */
const compared = 20;

export function bodyOf({ query, variables }: Operation): string {
  return JSON.stringify({ query, variables });
}

/** The text of the answer to one request, which must be a success. */
export async function ask({ contestant, port }: Asked, body: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...contestant.headers },
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${contestant.name} answered ${response.status}: ${text.slice(0, 500)}`);
  return text;
}

/** Rejects with the difference when the two do not answer alike. The reference may be asleep: it is woken for it. */
export async function verify(entrant: Awakened, reference: Awakened, query: Query): Promise<void> {
  const theirs = query.operations(entrant.contestant.dialect).slice(0, compared);
  const wanted = query.operations(reference.contestant.dialect).slice(0, compared);
  reference.server.resume();
  for (const [index, operation] of theirs.entries()) {
    const expected = wanted[index];
    if (!expected) continue;
    const answer = await answerOf(entrant, operation);
    const referenceAnswer = await answerOf(reference, expected);
    deepStrictEqual(
      answer,
      referenceAnswer,
      `${entrant.contestant.name} answers ${query.name} in another way`,
    );
  }
  reference.server.pause();
}

interface Awakened extends Asked {
  readonly server: { pause(): void; resume(): void };
}

async function answerOf(asked: Asked, operation: Operation): Promise<Json> {
  const text = await ask(asked, bodyOf(operation));
  const answer: unknown = JSON.parse(text);
  if (!isObject(answer) || answer['errors'] !== undefined || !isObject(answer['data'])) {
    throw new Error(`${asked.contestant.name} failed at ${operation.query}\n${text.slice(0, 1_000)}`);
  }
  return asked.contestant.dialect.read(answer['data']);
}
