/**
 * Field readers that the resources share. They accept what any CMF version may omit, double, rename or null
 * (contract section 4).
 *
 * Free-form parts (specs, status, event data) are passed on by reference: they are large, and CMF promises nothing
 * about their content.
 */
import { z } from 'zod';
import { isObject, type JsonObject } from '../../json.ts';

export type Labels = Readonly<Record<string, string>>;

/** Reads one resource; throws a `z.ZodError` when it cannot be read. */
export type Parse<Resource> = (wire: unknown) => Resource;

/** A word or null; a number stands for its digits, and an empty word or anything else for null. */
export const text = z.string().min(1).or(z.number().transform(String)).nullable().default(null).catch(null);

/** A whole number that may come as its digits. */
export const count = z
  .number()
  .or(z.string().regex(/^\d+$/).transform(Number))
  .refine(Number.isSafeInteger)
  .nullable()
  .default(null)
  .catch(null);

/** A time as CMF sent it; epoch milliseconds, which CMF uses in places, become RFC 3339. */
export const time = text.transform((sent) => {
  if (sent === null || !/^\d{12,15}$/.test(sent)) return sent;
  return new Date(Number(sent)).toISOString();
});

export const freeForm = z.custom<JsonObject>(isObject).nullable().default(null).catch(null);

export const labels = freeForm.transform((sent): Labels => {
  const entries = Object.entries(sent ?? {}).flatMap(([key, value]): [string, string][] => {
    // No label can have this name in Kubernetes, and copying it elsewhere would be a trap.
    if (key === '__proto__' || typeof value === 'object') return [];
    return [[key, String(value)]];
  });
  return Object.fromEntries(entries);
});

/** A nested object; when it is null, absent or something else, each of its fields is absent. */
export function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((sent) => (isObject(sent) ? sent : {}), z.object(shape));
}

export function required(name: string | null, context: z.RefinementCtx): string {
  if (name !== null) return name;
  context.addIssue('the resource has no name');
  return z.NEVER;
}

export const metadata = {
  name: text,
  uid: text,
  creationTimestamp: time,
  updateTimestamp: time,
  labels,
  annotations: labels,
};
export const jobStatus = part({ state: text, jobId: text });
