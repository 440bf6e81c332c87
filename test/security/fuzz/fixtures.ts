/** Shared by the fuzz runs: a seed that is printed, their size, and the rules that every response must keep. */
import { parse } from 'graphql';
import { isErrorCode } from '../../../schema/errors.ts';
import { schema } from '../../../schema/index.ts';
import { createRandom, type Random } from '../../../src/emulator/random.ts';
import type { PublicError } from '../../support/client.ts';
import type { Pool } from './operations.ts';
import { violations } from './shape.ts';

/** The number of operations; other kinds of random input are a share of it. `FUZZ_RUNS=20000` is the long run. */
export const runs = Number(process.env['FUZZ_RUNS'] ?? 400);
export const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
process.stdout.write(`fuzz: FUZZ_SEED=${seed} FUZZ_RUNS=${runs}\n`);

/** Each kind of random input has its own sequence, so that one can be repeated without the others. */
export const randomFor = (kind: string): Random =>
  createRandom(Buffer.from(kind).reduce((sum, byte) => sum * 31 + byte, seed));

/** The time after which a missing response counts as a hang. */
export const responseLimitMs = 15_000;

export interface Result {
  readonly data?: unknown;
  readonly errors?: readonly PublicError[];
}

/** Descriptions of the problems of a result; empty if there are none. */
export function problemsOf({ data, errors }: Result, query?: string): readonly string[] {
  const problems: string[] = [];
  if (data === undefined && !errors?.length) problems.push('neither data nor errors');
  for (const { message, extensions } of errors ?? []) {
    const { code, requestId } = extensions ?? {};
    if (!isErrorCode(code)) problems.push(`an error without a code: ${message}`);
    else if (code === 'INTERNAL_SERVER_ERROR') problems.push(`an internal error: ${message}`);
    if (!requestId) problems.push(`an error without the id of its request: ${message}`);
    if (/node_modules|\.ts:\d|\bat \w+ \(/.test(message))
      problems.push(`an error that reveals the code: ${message}`);
  }
  return data && query ? [...problems, ...violations(schema, parse(query), data)] : problems;
}

/** Extracts ids, cursors and names from a response, as arguments of later operations. */
export function harvest(pool: Pool, value: unknown): void {
  if (typeof value === 'string' && value.length < 400) {
    if (pool.strings.length < 500) pool.strings.push(value);
    else pool.strings[value.length % 500] = value;
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value).slice(0, 20)) harvest(pool, part);
  }
}
