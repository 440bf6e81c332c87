/**
 * Parsers for parts of Redis records that several modules store. Another version of the gateway may have written a
 * record, so each parser validates it and returns null when it does not match.
 */
import { z } from 'zod';
import { jobStates } from '../cmf/resources/states.ts';
import type { Transition } from '../live/transition.ts';

export const text = z.string().nullable();

/** A state with the raw text that CMF sent. */
export const open = <const State extends string>(states: readonly State[]) =>
  z.object({ state: z.enum(states), raw: z.string() }).nullable();

const observedJob = z.object({ jobState: open(jobStates), jobId: text, instance: text }).nullable();

const transition: z.ZodType<Transition> = z.object({
  environment: z.string(),
  application: z.string(),
  from: observedJob,
  to: observedJob,
  observedAt: z.string(),
  source: z.enum(['POLL', 'EVENT']),
});

export const parseTransition = parser(transition);

/** Parses JSON text; the result is null when it is not JSON or does not match the schema. */
export function parser<T>(schema: z.ZodType<T>): (text: string) => T | null {
  return (text) => {
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      return null;
    }
  };
}
