/**
 * Behaviours of applications: one function each, called once per step. All randomness comes from the seed, and the
 * property that defines a behaviour holds after any number of steps.
 */
import { at } from '../../json.ts';
import type { Random } from '../random.ts';
import type { ApplicationResource, World } from '../world.ts';
import { withConfiguration, withJob } from './specs.ts';

export interface Member {
  readonly environment: string;
  readonly name: string;
  readonly behaviour: Behaviour;
}

export type Behaviour =
  /** Runs for days; sometimes an upgrade, a savepoint, an unreachable JobManager or a restart. */
  | 'steady'
  /** A batch job that runs repeatedly, each time with another date. */
  | 'recurring'
  /** Fails, restarts and fails again. */
  | 'failing'
  /** An upgrade that waits for a savepoint that never succeeds. */
  | 'stuck'
  /** Receives a new instance every few minutes. */
  | 'churning'
  /** Finished, suspended or never deployed, and stays so until a client changes it. */
  | 'idle';

export interface FleetContext {
  readonly world: World;
  readonly random: Random;
}

export const behaviours: Readonly<Record<Behaviour, (context: FleetContext, member: Member) => void>> = {
  steady({ world, random }, { environment, name }) {
    if (random.chance(0.5) && world.progress(environment, name)) return;
    const application = world.application(environment, name);
    if (!isAtRest(application)) return;
    const chance = random.next();
    if (chance < 0.01) upgrade(world, random, environment, application);
    // The JobManager is briefly unreachable; nothing is wrong (rule 27).
    else if (chance < 0.02) world.setJobState(environment, name, 'RECONCILING');
    else if (chance < 0.025) {
      world.setJobState(environment, name, 'RESTARTING', { exception: random.pick(exceptions) });
    } else if (chance < 0.03) world.triggerSavepoint(environment, name);
  },

  recurring({ world, random }, { environment, name }) {
    const application = world.application(environment, name);
    if (application.status?.jobStatus.state === 'FINISHED') {
      if (random.chance(0.03)) nextRun(world, environment, application);
    } else if (random.chance(0.5) && world.progress(environment, name)) {
      return;
    } else if (isAtRest(application) && random.chance(0.05)) {
      world.setJobState(environment, name, 'FINISHED');
    }
  },

  failing({ world, random }, { environment, name }) {
    if (!random.chance(0.3)) return;
    const exception = random.pick(exceptions);
    const state = world.application(environment, name).status?.jobStatus.state;
    if (state === 'RUNNING') {
      world.setJobState(environment, name, 'FAILING', { exception, error: exception.split('\n')[0] });
    } else if (state === 'FAILING') {
      world.setJobState(environment, name, 'RESTARTING');
    } else {
      world.progress(environment, name);
    }
  },

  stuck(context, { environment, name }) {
    const { world, random } = context;
    // A client has ended the wait, such as by a stateless upgrade.
    if (!world.waitsForSavepoint(environment, name)) runHealthyOperator(context, environment, name);
    else if (random.chance(0.05)) world.failSavepoint(environment, name);
    // Cluster 1 still reports to its own instance (rule 16).
    else world.setJobState(environment, name, 'RUNNING');
  },

  churning({ world, random }, { environment, name }) {
    if (random.chance(0.5) && world.progress(environment, name)) return;
    const application = world.application(environment, name);
    if (isAtRest(application) && random.chance(0.1)) retune(world, environment, application);
  },

  idle() {},
};

/** The default behaviour: a healthy operator. */
export function runHealthyOperator({ world, random }: FleetContext, environment: string, name: string): void {
  if (random.chance(0.5)) world.progress(environment, name);
}

function isAtRest({ status }: ApplicationResource): boolean {
  return status?.jobStatus.state === 'RUNNING' && status.lifecycleState === 'STABLE';
}

function upgrade(world: World, random: Random, environment: string, application: ApplicationResource): void {
  const parallelism = 1 + random.whole(8);
  const heartbeat = `${10 + random.whole(50)}s`;
  const spec = random.chance(0.5)
    ? withJob(application.spec, { parallelism })
    : withConfiguration(application.spec, { 'heartbeat.timeout': heartbeat });
  world.apply(environment, { metadata: application.metadata, spec });
}

/** Increments a configuration counter, which makes a new instance. */
export function retune(world: World, environment: string, application: ApplicationResource): void {
  const last = Number(at(application.spec, 'flinkConfiguration', 'pipeline.tuning-round') ?? 0);
  const spec = withConfiguration(application.spec, { 'pipeline.tuning-round': String(last + 1) });
  world.apply(environment, { metadata: application.metadata, spec });
}

/** Starts the next day's run. The date is an argument, so this makes a new instance. */
export function nextRun(world: World, environment: string, application: ApplicationResource): void {
  const args = at(application.spec, 'job', 'args');
  const last = Array.isArray(args) ? String(args[1]) : '';
  const day = Number.isNaN(Date.parse(last)) ? world.now() : new Date(Date.parse(last) + 86_400_000);
  const spec = withJob(application.spec, { args: ['--date', day.toISOString().slice(0, 10)] });
  world.apply(environment, { metadata: application.metadata, spec });
}

export const exceptions: readonly [string, ...string[]] = [
  [
    'org.apache.kafka.common.errors.TimeoutException: Timeout of 60000ms expired before the position could be determined',
    '\tat org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader.fetch(KafkaPartitionSplitReader.java:117)',
    '\tat org.apache.flink.connector.base.source.reader.fetcher.FetchTask.run(FetchTask.java:58)',
    '\tat java.base/java.lang.Thread.run(Thread.java:829)',
    'Caused by: java.net.SocketTimeoutException: connect timed out: kafka.confluent.svc.cluster.local:9071',
    '\t... 3 more',
  ].join('\n'),
  [
    'java.lang.NullPointerException: Cannot invoke "com.example.streams.Order.amount()" because "order" is null',
    '\tat com.example.streams.EnrichOrder.map(EnrichOrder.java:42)',
    '\tat org.apache.flink.streaming.api.operators.StreamMap.processElement(StreamMap.java:38)',
  ].join('\n'),
  [
    'org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: Connection unexpectedly closed by remote task manager',
    '\tat org.apache.flink.runtime.io.network.netty.CreditBasedPartitionRequestClientHandler.channelInactive(CreditBasedPartitionRequestClientHandler.java:134)',
    'Caused by: java.io.IOException: Connection reset by peer',
    '\t... 1 more',
  ].join('\n'),
];
