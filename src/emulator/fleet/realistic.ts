/**
 * The realistic fleet: five environments, streaming and batch applications with a month of history, and some special
 * cases.
 *
 * - `aws-us-east-1-prod/payments-ledger`: a savepoint upgrade that is stuck, reverted in vain: three instances (rule 16)
 * - `aws-us-east-1-stage/clickstream-sessions`: fails and restarts
 * - `aws-us-east-1-prod/revenue-report`: a batch job that has finished
 * - `gcp-europe-west1-prod/iot-telemetry`: more instances than CMF keeps
 * - `aws-us-east-1-dev/ads-attribution`: suspended
 * - `azure-westeurope-sandbox/hello-flink`: never deployed
 */
import type { ApplicationResource } from '../world.ts';
import { type Behaviour, exceptions, type FleetContext, type Member, nextRun, retune } from './behaviours.ts';
import { realisticEnvironments } from './environments.ts';
import { type ApplicationOptions, specOf, teamOf, withJob } from './specs.ts';

const hour = 3_600_000;

/** Length of the history before the start time, in milliseconds. */
export const realisticHistory = 30 * 24 * hour;

const streaming = [
  'orders-enrichment',
  'payments-fraud',
  'payments-ledger',
  'clickstream-sessions',
  'inventory-sync',
  'iot-telemetry',
  'ads-attribution',
  'pricing-updates',
] as const;
const batch = ['revenue-report', 'churn-features'] as const;

interface SpecialCase {
  readonly behaviour: Behaviour;
  /** Its history after the first start. */
  readonly history: (context: FleetContext, environment: string, application: ApplicationResource) => void;
}

const specialCases: Readonly<Record<string, SpecialCase>> = {
  'aws-us-east-1-prod/payments-ledger': { behaviour: 'stuck', history: stickUpgrade },
  'aws-us-east-1-stage/clickstream-sessions': { behaviour: 'failing', history: failRepeatedly },
  'aws-us-east-1-prod/revenue-report': { behaviour: 'idle', history: finish },
  'gcp-europe-west1-prod/iot-telemetry': { behaviour: 'churning', history: exceedRetention },
  'aws-us-east-1-dev/ads-attribution': { behaviour: 'idle', history: suspend },
};

export function buildRealistic(context: FleetContext): readonly Member[] {
  const { world, random } = context;
  const members: Member[] = [];
  for (const environment of realisticEnvironments) {
    world.createEnvironment(environment);
    for (const name of [...streaming, ...batch]) {
      const kind = batch.some((job) => job === name) ? 'batch' : 'streaming';
      // Some applications run in some environments only.
      const special = specialCases[`${environment.name}/${name}`];
      if (!special && environment.name.startsWith('azure') && random.chance(0.3)) continue;
      const application = addApplication(context, environment.name, optionsFor(name, kind, random.whole(4)));
      world.settle(environment.name, name);
      world.advance(random.whole(8) * hour);
      (special?.history ?? (kind === 'batch' ? runSeveralTimes : upgradeSeveralTimes))(
        context,
        environment.name,
        application,
      );
      const behaviour = special?.behaviour ?? (kind === 'batch' ? 'recurring' : 'steady');
      members.push({ environment: environment.name, name, behaviour });
    }
  }
  addApplication(context, 'azure-westeurope-sandbox', optionsFor('hello-flink', 'streaming', 0));
  members.push({ environment: 'azure-westeurope-sandbox', name: 'hello-flink', behaviour: 'idle' });
  return members;
}

function optionsFor(name: string, kind: ApplicationOptions['kind'], variety: number): ApplicationOptions {
  const fixedMode = name === 'payments-ledger' ? 'savepoint' : name === 'iot-telemetry' ? 'stateless' : null;
  const modes = ['savepoint', 'savepoint', 'last-state', 'stateless'] as const;
  return {
    name,
    kind,
    upgradeMode: kind === 'batch' ? 'stateless' : (fixedMode ?? modes[variety] ?? 'savepoint'),
    parallelism: 1 + variety,
    // Both generations of Flink, whose REST APIs differ.
    flink:
      name === 'pricing-updates' || name === 'churn-features'
        ? '2.1.0'
        : variety % 2 === 0
          ? '1.19.1'
          : '1.20.1',
    args: kind === 'batch' ? ['--date', '2026-01-20'] : ['--topic', name.replace('-', '.')],
  };
}

function addApplication(
  { world }: FleetContext,
  environment: string,
  options: ApplicationOptions,
): ApplicationResource {
  return world.apply(environment, {
    metadata: {
      name: options.name,
      labels: { app: options.name, team: teamOf(options.name), kind: options.kind },
      annotations: { 'example.com/repository': `https://git.example.com/streams/${options.name}` },
    },
    spec: specOf(options),
  });
}

function upgradeSeveralTimes(
  { world, random }: FleetContext,
  environment: string,
  application: ApplicationResource,
): void {
  const upgrades = 1 + random.whole(4);
  for (let round = 1; round <= upgrades; round += 1) {
    const spec = withJob(application.spec, { parallelism: 4 + round });
    world.apply(environment, { metadata: application.metadata, spec });
    world.settle(environment, application.metadata.name);
    world.advance(random.whole(4 * hour));
  }
}

function runSeveralTimes(context: FleetContext, environment: string, application: ApplicationResource): void {
  const { world, random } = context;
  const { name } = application.metadata;
  const runs = 2 + random.whole(4);
  for (let run = 0; run < runs; run += 1) {
    if (run > 0) nextRun(world, environment, world.application(environment, name));
    world.settle(environment, name);
    world.advance(random.whole(2 * hour));
    world.setJobState(environment, name, 'FINISHED');
  }
}

function stickUpgrade({ world }: FleetContext, environment: string, application: ApplicationResource): void {
  const { metadata, spec } = application;
  world.apply(environment, { metadata, spec: withJob(spec, { parallelism: 8 }) });
  world.advance(hour);
  world.failSavepoint(environment, metadata.name);
  world.advance(hour);
  world.apply(environment, { metadata, spec });
  world.failSavepoint(environment, metadata.name);
}

function failRepeatedly(
  { world, random }: FleetContext,
  environment: string,
  { metadata: { name } }: ApplicationResource,
): void {
  for (let times = 0; times < 5; times += 1) {
    const exception = random.pick(exceptions);
    world.setJobState(environment, name, 'FAILING', { exception, error: exception.split('\n')[0] });
    world.setJobState(environment, name, 'RESTARTING');
    world.advance(hour / 12);
    world.setJobState(environment, name, 'RUNNING');
    world.advance(hour / 4);
  }
}

function finish({ world }: FleetContext, environment: string, { metadata }: ApplicationResource): void {
  world.setJobState(environment, metadata.name, 'FINISHED');
}

function exceedRetention(
  { world }: FleetContext,
  environment: string,
  { metadata }: ApplicationResource,
): void {
  for (let round = 0; round < 110; round += 1) {
    retune(world, environment, world.application(environment, metadata.name));
    world.settle(environment, metadata.name);
    world.advance(hour / 4);
  }
}

function suspend({ world }: FleetContext, environment: string, { metadata }: ApplicationResource): void {
  world.suspend(environment, metadata.name);
  world.settle(environment, metadata.name);
}
