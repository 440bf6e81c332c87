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
import { type Character, exceptions, type Member, nextRun, retune, type Scene } from './behaviours.ts';
import { believableEnvironments } from './environments.ts';
import { type ApplicationOptions, specOf, teamOf, withJob } from './specs.ts';

const hour = 3_600_000;

/** How long before its start the fleet's history begins. */
export const believableHistory = 30 * 24 * hour;

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

interface Role {
  readonly character: Character;
  /** Its history after the first start. */
  readonly history: (scene: Scene, environment: string, application: ApplicationResource) => void;
}

const roles: Readonly<Record<string, Role>> = {
  'aws-us-east-1-prod/payments-ledger': { character: 'stuck', history: getStuck },
  'aws-us-east-1-stage/clickstream-sessions': { character: 'failing', history: failOften },
  'aws-us-east-1-prod/revenue-report': { character: 'resting', history: finish },
  'gcp-europe-west1-prod/iot-telemetry': { character: 'restless', history: outgrowRetention },
  'aws-us-east-1-dev/ads-attribution': { character: 'resting', history: suspend },
};

export function buildBelievable(scene: Scene): readonly Member[] {
  const { world, random } = scene;
  const members: Member[] = [];
  for (const environment of believableEnvironments) {
    world.createEnvironment(environment);
    for (const name of [...streaming, ...batch]) {
      const kind = batch.some((job) => job === name) ? 'batch' : 'streaming';
      // Some applications run in some environments only.
      const role = roles[`${environment.name}/${name}`];
      if (!role && environment.name.startsWith('azure') && random.chance(0.3)) continue;
      const application = addApplication(scene, environment.name, optionsFor(name, kind, random.whole(4)));
      world.settle(environment.name, name);
      world.advance(random.whole(8) * hour);
      (role?.history ?? (kind === 'batch' ? runSome : upgradeSome))(scene, environment.name, application);
      const character = role?.character ?? (kind === 'batch' ? 'recurring' : 'steady');
      members.push({ environment: environment.name, name, character });
    }
  }
  addApplication(scene, 'azure-westeurope-sandbox', optionsFor('hello-flink', 'streaming', 0));
  members.push({ environment: 'azure-westeurope-sandbox', name: 'hello-flink', character: 'resting' });
  return members;
}

function optionsFor(name: string, kind: ApplicationOptions['kind'], variety: number): ApplicationOptions {
  const special = name === 'payments-ledger' ? 'savepoint' : name === 'iot-telemetry' ? 'stateless' : null;
  const modes = ['savepoint', 'savepoint', 'last-state', 'stateless'] as const;
  return {
    name,
    kind,
    upgradeMode: kind === 'batch' ? 'stateless' : (special ?? modes[variety] ?? 'savepoint'),
    parallelism: 1 + variety,
    flink: variety % 2 === 0 ? '1.19.1' : '1.20.1',
    args: kind === 'batch' ? ['--date', '2026-01-20'] : ['--topic', name.replace('-', '.')],
  };
}

function addApplication(
  { world }: Scene,
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

function upgradeSome({ world, random }: Scene, environment: string, application: ApplicationResource): void {
  const upgrades = 1 + random.whole(4);
  for (let round = 1; round <= upgrades; round += 1) {
    const spec = withJob(application.spec, { parallelism: 4 + round });
    world.apply(environment, { metadata: application.metadata, spec });
    world.settle(environment, application.metadata.name);
    world.advance(random.whole(4 * hour));
  }
}

function runSome(scene: Scene, environment: string, application: ApplicationResource): void {
  const { world, random } = scene;
  const { name } = application.metadata;
  const runs = 2 + random.whole(4);
  for (let run = 0; run < runs; run += 1) {
    if (run > 0) nextRun(world, environment, world.application(environment, name));
    world.settle(environment, name);
    world.advance(random.whole(2 * hour));
    world.setJobState(environment, name, 'FINISHED');
  }
}

function getStuck({ world }: Scene, environment: string, application: ApplicationResource): void {
  const { metadata, spec } = application;
  world.apply(environment, { metadata, spec: withJob(spec, { parallelism: 8 }) });
  world.advance(hour);
  world.failSavepoint(environment, metadata.name);
  world.advance(hour);
  world.apply(environment, { metadata, spec });
  world.failSavepoint(environment, metadata.name);
}

function failOften(
  { world, random }: Scene,
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

function finish({ world }: Scene, environment: string, { metadata }: ApplicationResource): void {
  world.setJobState(environment, metadata.name, 'FINISHED');
}

function outgrowRetention({ world }: Scene, environment: string, { metadata }: ApplicationResource): void {
  for (let round = 0; round < 110; round += 1) {
    retune(world, environment, world.application(environment, metadata.name));
    world.settle(environment, metadata.name);
    world.advance(hour / 4);
  }
}

function suspend({ world }: Scene, environment: string, { metadata }: ApplicationResource): void {
  world.suspend(environment, metadata.name);
  world.settle(environment, metadata.name);
}
