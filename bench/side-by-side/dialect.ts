/**
 * Formulates the same query for two kinds of schema: ours, which the hand-written peers share, and the one that Hive
 * Gateway generates from CMF's OpenAPI document. Results are converted to our shape for comparison.
 */
import { isObject, type Json, type JsonObject } from '../../src/json.ts';

export type ApplicationField = 'jobState' | 'jobId' | 'lifecycleState';
export type InstanceField =
  | 'uid'
  | 'jobState'
  | 'jobId'
  | 'image'
  | 'flinkVersion'
  | 'parallelism'
  | 'createdAt';

export interface Dialect {
  /** The selection of one application. It always includes the name. */
  application(fields: readonly ApplicationField[]): string;
  instance(fields: readonly InstanceField[]): string;
  readonly environment: string;
  /** The items of a connection. */
  items(selection: string): string;
  environments(first: number, selection: string): string;
  /** Converts a response's `data` to our shape. */
  read(data: Json): Json;
}

export const ours: Dialect = {
  application: (fields) => ['name', ...fields].join(' '),
  instance: (fields) => fields.join(' '),
  environment: 'name',
  items: (selection) => `nodes { ${selection} }`,
  environments: (first, selection) => `environments(first: ${first}) { nodes { ${selection} } }`,
  read: (data) => data,
};

const applicationSelections: Readonly<Record<ApplicationField, string>> = {
  jobState: 'status { jobStatus { state } }',
  jobId: 'status { jobStatus { jobId } }',
  lifecycleState: 'status { lifecycleState }',
};

const instanceSelections: Readonly<Record<InstanceField, string>> = {
  uid: 'metadata { uid }',
  jobState: 'status { jobStatus { state } }',
  jobId: 'status { jobStatus { jobId } }',
  image: 'status { spec { image } }',
  flinkVersion: 'status { spec { flinkVersion } }',
  parallelism: 'status { spec { job { parallelism } } }',
  createdAt: 'metadata { creationTimestamp }',
};

export const openApi: Dialect = {
  // The link to the deployed instance needs its name.
  application: (fields) =>
    [
      'metadata { name } status { currentDeployedInstanceName }',
      ...fields.map((field) => applicationSelections[field]),
    ].join(' '),
  instance: (fields) => fields.map((field) => instanceSelections[field]).join(' '),
  environment: 'metadata { name }',
  items: (selection) => `items { ${selection} }`,
  environments: (first, selection) =>
    `getEnvironments(page: 0, size: ${first}, sort: ["name,asc"]) { ... on EnvironmentsPage { items { ${selection} } } }`,
  read: readResources,
};

/** CMF's names for which ours differ. */
const renamed: Readonly<Record<string, string>> = {
  getEnvironments: 'environments',
  items: 'nodes',
  state: 'jobState',
  creationTimestamp: 'createdAt',
};
/** Nested objects of a resource that our schema flattens. */
const flattened: ReadonlySet<string> = new Set(['metadata', 'status', 'jobStatus', 'spec', 'job']);

function readResources(value: Json): Json {
  if (Array.isArray(value)) return value.map(readResources);
  return isObject(value) ? Object.fromEntries(fieldsOf(value)) : value;
}

function fieldsOf(resource: JsonObject): readonly (readonly [string, Json])[] {
  return Object.entries(resource).flatMap(([name, value]) => {
    if (name === 'currentDeployedInstanceName') return [];
    if (flattened.has(name) && isObject(value)) return fieldsOf(value);
    return [[renamed[name] ?? name, readResources(value)] as const];
  });
}
