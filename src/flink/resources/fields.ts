/**
 * Field schemas of Flink's responses. Every part is optional: versions of Flink omit, add and rename fields. `-1`
 * and, for times, `0` stand for "none".
 */
import { z } from 'zod';
import { isObject } from '../../json.ts';

/** Removes credentials from a text. Applied to each text when it is parsed, so that no code path can skip it. */
export type Redact = (text: string) => string;

/** The largest time of ECMAScript, in epoch milliseconds. */
const lastTime = 8_640_000_000_000_000;

/** Epoch milliseconds as RFC 3339. */
export const time = z
  .number()
  .int()
  .positive()
  .max(lastTime)
  .transform((milliseconds) => new Date(milliseconds).toISOString())
  .nullable()
  .catch(null);

/** A count, a size in bytes or a duration in milliseconds. */
export const amount = z.number().nonnegative().max(Number.MAX_SAFE_INTEGER).nullable().catch(null);

/** A count that fits an `Int`. */
export const integer = z.number().int().nonnegative().max(2_147_483_647).nullable().catch(null);

export const flag = z.boolean().nullable().catch(null);

/** The objects of a list; other items are ignored. An absent list is empty. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess((sent) => (Array.isArray(sent) ? sent.filter(isObject) : []), z.array(item));
}
