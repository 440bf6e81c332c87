/**
 * The queries: Q1 one application with its current instance, Q2 an environment's first 20 applications with their
 * current instances, Q3 five instances of 20 applications in each of 10 environments, Q4 a mix of 200 different
 * operations while applications change.
 */
import type { ApplicationField, Dialect, InstanceField } from './dialect.ts';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, string | number>>;
}

export interface Query {
  readonly name: 'Q1' | 'Q2' | 'Q3' | 'Q4';
  readonly title: string;
  /** Number of applications that change per second. */
  readonly churn: number;
  operations(dialect: Dialect): readonly Operation[];
}

/** The fleet that is queried. */
export const fleet = { environments: 10, applications: 50, instances: 20 };

/** For a short run: the queries select the same names, but an application has few instances. */
export const quickFleet = { ...fleet, instances: 2 };

const applicationFields: readonly ApplicationField[] = ['jobState', 'jobId', 'lifecycleState'];
const instanceFields: readonly InstanceField[] = [
  'uid',
  'jobState',
  'jobId',
  'createdAt',
  'image',
  'flinkVersion',
  'parallelism',
];

export const queries: readonly Query[] = [
  {
    name: 'Q1',
    title: 'one application with its current instance',
    churn: 0,
    operations: (dialect) => [
      oneApplication('Q1', deployed(dialect, applicationFields, instanceFields), {
        environment: 'env-001',
        name: 'app-001',
      }),
    ],
  },
  {
    name: 'Q2',
    title: "one environment's first 20 applications with their current instances",
    churn: 0,
    operations: (dialect) => [
      oneEnvironment(dialect, 'Q2', deployed(dialect, applicationFields, instanceFields), {
        name: 'env-001',
        first: 20,
      }),
    ],
  },
  {
    name: 'Q3',
    title: '5 instances of 20 applications in each of 10 environments',
    churn: 0,
    operations: (dialect) => {
      const application = recent(dialect, ['jobState'], ['uid', 'jobState', 'flinkVersion'], 5);
      const environment = `${dialect.environment} applications(first: 20) { ${dialect.items(application)} }`;
      return [{ query: `query Q3 { ${dialect.environments(10, environment)} }`, variables: {} }];
    },
  },
  {
    name: 'Q4',
    title: '200 different operations, while 10 applications change each second',
    churn: 10,
    operations: (dialect) => Array.from({ length: 200 }, (_, index) => mixed(dialect, index)),
  },
];

/** Of ten operations, five query one application, four a page of an environment, one an application's instances. */
function mixed(dialect: Dialect, index: number): Operation {
  const environment = nameOf('env', (index * 7) % fleet.environments);
  const application = nameOf('app', (index * 11) % fleet.applications);
  const some = <Field>(fields: readonly Field[]) => fields.filter((_, bit) => ((index + 1) >> bit) % 2 === 1);
  const [ofApplication, ofInstance] = [
    some(applicationFields),
    ['uid' as const, ...some(instanceFields.slice(1))],
  ];
  const operation = `Mixed${index}`;
  const kind = index % 10;
  if (kind < 5) {
    const selection = deployed(dialect, ofApplication, ofInstance);
    return oneApplication(operation, selection, { environment, name: application });
  }
  if (kind < 9) {
    const selection = deployed(dialect, ofApplication, ofInstance);
    return oneEnvironment(dialect, operation, selection, { name: environment, first: 12 + (index % 9) });
  }
  const selection = recent(dialect, ofApplication, ofInstance, 5);
  return oneApplication(operation, selection, { environment, name: application });
}

/** Names in the emulator's uniform fleet, which count from 1. */
function nameOf(kind: 'env' | 'app', index: number): string {
  return `${kind}-${String(index + 1).padStart(3, '0')}`;
}

function deployed(
  dialect: Dialect,
  fields: readonly ApplicationField[],
  ofInstance: readonly InstanceField[],
): string {
  return `${dialect.application(fields)} currentInstance { ${dialect.instance(ofInstance)} }`;
}

function recent(
  dialect: Dialect,
  fields: readonly ApplicationField[],
  ofInstance: readonly InstanceField[],
  first: number,
): string {
  const instances = dialect.items(dialect.instance(ofInstance));
  return `${dialect.application(fields)} instances(first: ${first}) { ${instances} }`;
}

function oneApplication(
  operation: string,
  selection: string,
  variables: { readonly environment: string; readonly name: string },
): Operation {
  return {
    query: `query ${operation}($environment: String!, $name: String!) { application(environment: $environment, name: $name) { ${selection} } }`,
    variables,
  };
}

function oneEnvironment(
  dialect: Dialect,
  operation: string,
  selection: string,
  variables: { readonly name: string; readonly first: number },
): Operation {
  const applications = `applications(first: $first) { ${dialect.items(selection)} }`;
  return {
    query: `query ${operation}($name: String!, $first: Int!) { environment(name: $name) { ${dialect.environment} ${applications} } }`,
    variables,
  };
}
