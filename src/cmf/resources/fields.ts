/**
 * Field schemas that the resources share. They tolerate fields that a CMF version omits, duplicates, renames or sets to
 * null (contract section 4).
 *
 * Free-form parts (specs, status, event data) are passed on by reference: they are large, and CMF does not specify
 * their content.
 */
import { z } from 'zod';
import { isObject, type JsonObject } from '../../json.ts';
import { readTime } from './time.ts';

export type Labels = Readonly<Record<string, string>>;

/** Reads one resource; throws a `z.ZodError` when it cannot be read. */
export type Parse<Resource> = (wire: unknown) => Resource;

/** A non-empty string or null. A number becomes its digits; an empty string and any other value become null. */
export const text = z.string().min(1).or(z.number().transform(String)).nullable().default(null).catch(null);

/** A whole number, also as a string of digits. */
export const count = z
  .number()
  .or(z.string().regex(/^\d+$/).transform(Number))
  .refine(Number.isSafeInteger)
  .nullable()
  .default(null)
  .catch(null);

/** True only for `true`. */
export const flag = z.boolean().default(false).catch(false);

/**
 * A time in RFC 3339 format. Text that is not a time is kept unchanged, so that a change of it is still detected.
 */
export const time = text.transform((sent) => (sent === null ? null : (readTime(sent) ?? sent)));

export const freeForm = z.custom<JsonObject>(isObject).nullable().default(null).catch(null);

export const labels = freeForm.transform((sent): Labels => {
  const entries = Object.entries(sent ?? {}).flatMap(([key, value]): [string, string][] => {
    // Kubernetes does not allow such a label, and copying the key could set a prototype.
    if (key === '__proto__' || typeof value === 'object') return [];
    return [[key, String(value)]];
  });
  return Object.fromEntries(entries);
});

/** A nested object. When it is null, absent or of another type, all its fields are absent. */
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
