/**
 * Parts of records in Redis that several rooms store. Another process wrote what is read, possibly another version of
 * the gateway: each parser checks it, and returns null for what does not fit.
 */
import { z } from 'zod';
import { jobStates } from '../cmf/resources/states.ts';
import type { Transition } from '../live/transition.ts';

export const text = z.string().nullable();

/** A state word with the raw text that CMF sent. */
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

/** Reads JSON text; the result is null when it is not JSON or does not fit. */
export function parser<T>(schema: z.ZodType<T>): (text: string) => T | null {
  return (text) => {
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      return null;
    }
  };
}
