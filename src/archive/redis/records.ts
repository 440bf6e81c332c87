/** Serializes the archive's records for Redis. Parses them with validation: another version may have written them. */
import { z } from 'zod';
import type { ApplicationEvent } from '../../cmf/resources/event.ts';
import type { Instance } from '../../cmf/resources/instance.ts';
import { jobStates } from '../../cmf/resources/states.ts';
import { isObject, type JsonObject } from '../../json.ts';
import type { DocumentPair, InstanceCause, InstanceFailure, InstanceLocation } from '../storage.ts';

const text = z.string().nullable();
const json = z.custom<JsonObject>(isObject).nullable();

const storedEvent = z.object({
  uid: z.string(),
  createdAt: text,
  // Absent in records of gateway versions without recurring events.
  count: z.number().optional(),
  firstAt: text.optional(),
  lastAt: text.optional(),
  severity: text.optional(),
  reason: text.optional(),
  instance: text,
  type: z.string(),
  message: z.string(),
  newStatus: text,
  exception: text,
  data: json,
});
const event: z.ZodType<ApplicationEvent> = storedEvent.transform((stored) => ({
  ...stored,
  count: stored.count ?? 1,
  firstAt: stored.firstAt === undefined ? stored.createdAt : stored.firstAt,
  lastAt: stored.lastAt === undefined ? stored.createdAt : stored.lastAt,
  severity: stored.severity ?? null,
  reason: stored.reason ?? null,
}));
const documents: z.ZodType<DocumentPair> = z.object({ application: json, environment: json });
const location: z.ZodType<InstanceLocation> = z.object({ environment: z.string(), application: z.string() });

const cause: z.ZodType<InstanceCause> = z.object({
  instance: z.string(),
  operation: z.string(),
  kind: z.string(),
  actor: text,
  reason: text,
  requestId: z.string(),
  at: z.string(),
});

const failure: z.ZodType<InstanceFailure> = z.object({
  instance: z.string(),
  at: z.string(),
  message: text,
  rootCause: text,
  task: text,
  count: z.number().nullable(),
  checkpointBefore: z.object({ number: z.number().nullable(), triggeredAt: text, location: text }).nullable(),
});

export const parseFailure = parser(failure);
export const parseCause = parser(cause);
export const parseEvent = parser(event);
export const parseDocuments = parser(documents);
export const parseLocation = parser(location);
export const parseUid = parser(z.string());
export const parseSpec = parser(z.custom<JsonObject>(isObject));

/** The reply to a command of a pipeline, without an error. */
const reply = <T>(shape: z.ZodType<T>) => z.tuple([z.null(), shape]).transform(([, value]) => value);
const list = reply(z.array(z.string()));
const hash = reply(z.record(z.string(), z.string()));

/** Deployed, transitions, event records, old events, documents, order, instances, causes, failures. */
export const memoryReplies = z.tuple([list, list, hash, list, list, list, hash, hash, hash]);

const names = ['createdAt', 'updatedAt', 'jobState', 'jobId'] as const;
type Attribute = (typeof names)[number];
const parseText = parser(z.string());
const parseJobState = parser(z.object({ state: z.enum(jobStates), raw: z.string() }));

const fieldOf = (uid: string, name: Attribute): string => `${name}:${uid}`;

/** All fields that an instance may have. */
export function fieldsOf(uid: string): readonly string[] {
  return names.map((name) => fieldOf(uid, name));
}

/** The fields of an instance with their values; a null attribute has no field. */
export function entriesOf(instance: Instance): readonly (readonly [field: string, value: string])[] {
  return names.flatMap((name) =>
    instance[name] === null ? [] : [[fieldOf(instance.uid, name), JSON.stringify(instance[name])] as const],
  );
}

/** The instance from these fields, without its spec. */
export function instanceOf(uid: string, fields: Readonly<Record<string, string>>): Instance {
  // Not every instance has all, and an empty text would be parsed at the price of an exception.
  const read = <Value>(name: Attribute, parse: (text: string) => Value | null): Value | null => {
    const value = fields[fieldOf(uid, name)];
    return value === undefined ? null : parse(value);
  };
  return {
    uid,
    createdAt: read('createdAt', parseText),
    updatedAt: read('updatedAt', parseText),
    jobState: read('jobState', parseJobState),
    jobId: read('jobId', parseText),
    effectiveSpec: null,
  };
}

function parser<T>(schema: z.ZodType<T>): (text: string) => T | null {
  return (text) => {
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      return null;
    }
  };
}
