/**
 * The records in Redis. Another process, possibly of another gateway version, may have written a record. Parsers
 * therefore validate it and return null for an invalid one.
 */
import { z } from 'zod';
import type { Application } from '../../cmf/resources/application.ts';
import type { Environment } from '../../cmf/resources/environment.ts';
import { desiredStates, jobStates, lifecycleStates, upgradeModes } from '../../cmf/resources/states.ts';
import { isObject, type JsonObject } from '../../json.ts';
import { open, parser, text } from '../../redis/record-parsers.ts';

const time = z.number();
const labels = z.record(z.string(), z.string());
const json = z.custom<JsonObject>(isObject).nullable();

const application: z.ZodType<Application> = z.object({
  environment: z.string(),
  name: z.string(),
  createdAt: text,
  updatedAt: text,
  jobState: open(jobStates),
  jobId: text,
  lifecycleState: open(lifecycleStates),
  currentInstance: text,
  labels,
  annotations: labels,
  desiredState: open(desiredStates),
  upgradeMode: open(upgradeModes),
  image: text,
  flinkVersion: text,
  parallelism: z.number().nullable(),
  error: text,
  spec: json,
  status: json,
});

const environment: z.ZodType<Environment> = z.object({
  name: z.string(),
  kubernetesNamespace: text,
  kubernetesCluster: text,
  kubernetesClusterState: text,
  createdAt: text,
  updatedAt: text,
  labels,
  annotations: labels,
  applicationDefaults: json,
});

const applicationRecord = z.object({ observedAt: time, application });
const headRecord = z.object({ completeRevision: z.number(), observedAt: time });
const listRecord = z.object({ observedAt: time, environments: z.array(environment) });

export type ApplicationRecord = z.infer<typeof applicationRecord>;
export type HeadRecord = z.infer<typeof headRecord>;
export type ListRecord = z.infer<typeof listRecord>;

export const parseApplication = parser(applicationRecord);
export const parseHead = parser(headRecord);
export const parseList = parser(listRecord);

/** The subject of a record, parsed from its name. */
export type RecordName =
  | { readonly kind: 'list' }
  | { readonly kind: 'head'; readonly environment: string }
  | { readonly kind: 'application'; readonly environment: string; readonly application: string };

export const listName = 'list';
export const headName = (environment: string): string => `head:${encodeURIComponent(environment)}`;
export const applicationName = (environment: string, application: string): string =>
  `application:${encodeURIComponent(environment)}/${encodeURIComponent(application)}`;

export function parseRecordName(name: string): RecordName | null {
  if (name === listName) return { kind: 'list' };
  const [, kind, environment, name2] = /^(head|application):([^/]+)(?:\/([^/]+))?$/.exec(name) ?? [];
  try {
    if (kind === 'head' && environment && !name2) {
      return { kind, environment: decodeURIComponent(environment) };
    }
    if (kind === 'application' && environment && name2) {
      return { kind, environment: decodeURIComponent(environment), application: decodeURIComponent(name2) };
    }
  } catch {
    // Not a name that this module made.
  }
  return null;
}
