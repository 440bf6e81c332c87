/** Live job states: the subscription and its two kinds of messages. */
import { LRUCache } from 'lru-cache';
import { decodeCursor } from '../src/live/cursor.ts';
import { iterate } from '../src/live/feed.ts';
import type {
  JobStateChange,
  JobStateCheckpoint,
  JobStateGap,
  JobStateSnapshot,
  JobStateUpdate as Update,
} from '../src/live/job-state-update.ts';
import type { Transition } from '../src/live/transition.ts';
import { type MaybePromise, mapMaybe } from '../src/maybe-promise.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import { type Context, unnamed } from './context.ts';
import { publicError } from './errors.ts';
import { Instance, instanceByUid, loadInstance } from './instance.ts';
import { type InstanceOf } from './models.ts';
import { DateTime } from './scalars.ts';
import { JobState } from './states.ts';

export const Source = builder.enumType('JobStateSource', {
  description: 'The source of an observed change.',
  values: {
    POLL: { description: 'The gateway compared two reads of the application.' },
    EVENT: {
      description: 'The gateway read it from the events of CMF. These are changes between two reads.',
    },
  } as const,
});

export const GapReason = builder.enumType('JobStateGapReason', {
  description: 'Why changes are missing from a stream.',
  values: {
    EXPIRED: { description: 'The journal no longer contains the position of the cursor.' },
    OUTAGE: {
      description:
        'Redis could not write for some time, and changes that the gateway observed meanwhile could not be added to the journal.',
    },
    SNAPSHOT_RESTARTED: {
      description:
        'The cursor is from within the initial states. They start again and replace those received before.',
    },
    EPOCH_CHANGED: { description: 'The journal was reset after the cursor was issued.' },
  } as const,
});

const typeNames = { change: 'JobStateChange', gap: 'JobStateGap', checkpoint: 'JobStateCheckpoint' } as const;

const JobStateUpdate = builder.interfaceRef<Update>('JobStateUpdate').implement({
  description: 'A message of the `jobStateChanged` subscription.',
  resolveType: ({ kind }) => typeNames[kind],
  fields: (t) => ({
    cursor: t.exposeString('cursor', {
      description: 'The position after this message. Pass it as `after` to resume without losing changes.',
    }),
  }),
});

builder.objectRef<JobStateGap>('JobStateGap').implement({
  description:
    'Changes between the given cursor and now are lost. The current states follow, marked `initial`.',
  interfaces: [JobStateUpdate],
  fields: (t) => ({
    reason: t.expose('reason', { type: GapReason, description: 'The reason.' }),
  }),
});

builder.objectRef<JobStateCheckpoint>('JobStateCheckpoint').implement({
  description:
    'The position of a subscription that received no other message for a while, although other applications changed. Store its cursor: a subscription that resumes with it has few changes to replay.',
  interfaces: [JobStateUpdate],
});

builder.objectRef<JobStateChange>('JobStateChange').implement({
  description:
    'A change of the job state, the job or the deployed instance of one application. If `initial` is true, it is the current state.',
  interfaces: [JobStateUpdate],
  fields: (t) => ({
    initial: t.exposeBoolean('initial', {
      description: 'True for the states at the start of the subscription; false for a change.',
    }),
    environmentName: t.string({
      description: 'The name of the environment.',
      resolve: ({ transition }) => transition.environment,
    }),
    applicationName: t.string({
      description: 'The name of the application.',
      resolve: ({ transition }) => transition.application,
    }),
    from: t.field({
      type: JobState,
      nullable: true,
      description: 'The previous job state; null if there was none, and for initial states.',
      resolve: ({ transition }) => transition.from?.jobState?.state,
    }),
    fromRaw: t.string({
      nullable: true,
      description: 'The previous job state, exactly as CMF sent it.',
      resolve: ({ transition }) => transition.from?.jobState?.raw,
    }),
    to: t.field({
      type: JobState,
      nullable: true,
      description: 'The new job state; null if there is none or the application was deleted.',
      resolve: ({ transition }) => transition.to?.jobState?.state,
    }),
    toRaw: t.string({
      nullable: true,
      description: 'The new job state, exactly as CMF sent it.',
      resolve: ({ transition }) => transition.to?.jobState?.raw,
    }),
    jobId: t.string({
      nullable: true,
      description: 'The new Flink job ID.',
      resolve: ({ transition }) => transition.to?.jobId,
    }),
    application: t.field({
      type: Application,
      nullable: true,
      description: 'The application, at least as new as this change; null if it was deleted.',
      resolve: ({ transition }, _args, { mirror, read }) =>
        mirror.application(transition.environment, transition.application, unnamed(read)),
    }),
    instanceUid: t.id({
      nullable: true,
      description: 'The UID of the newly deployed instance.',
      resolve: ({ transition }) => transition.to?.instance,
    }),
    instance: t.field({
      type: Instance,
      nullable: true,
      description: 'The deployed instance, at least as new as this change.',
      resolve: ({ transition }, _args, context) => instanceOf(transition, context),
    }),
    observedAt: t.field({
      type: DateTime,
      description: 'When the gateway observed it; for `EVENT`, when CMF recorded it.',
      resolve: ({ transition }) => transition.observedAt,
    }),
    source: t.field({
      type: Source,
      description: 'The source of the change.',
      resolve: ({ transition }) => transition.source,
    }),
  }),
});

function instanceOf(transition: Transition, context: Context): MaybePromise<InstanceOf | null> {
  const uid = transition.to?.instance;
  if (uid == null) return null;
  const { mirror, read } = context;
  return mapMaybe(
    mirror.application(transition.environment, transition.application, unnamed(read)),
    (application) => (application ? loadInstance(application, uid, context) : null),
  );
}

interface Filter {
  readonly environment?: string | null | undefined;
  readonly application?: string | null | undefined;
  readonly instance?: string | null | undefined;
  readonly states?: readonly string[] | null | undefined;
}

type Matcher = (transition: Transition) => boolean;

/** Equal filters share one matcher, which is faster with thousands of subscribers than one matcher per subscriber. */
const matchers = new LRUCache<string, Matcher>({
  max: 1_000,
  maxSize: 200_000,
  sizeCalculation: (_, key) => key.length,
});

function matcherOf(filter: Filter): Matcher {
  const { environment, application, instance, states } = filter;
  const key = JSON.stringify([environment, application, instance, states]);
  let matcher = matchers.get(key);
  if (!matcher) matchers.set(key, (matcher = createMatcher(filter)));
  return matcher;
}

function createMatcher({ environment, application, instance, states }: Filter): Matcher {
  return (transition) =>
    (environment == null || transition.environment === environment) &&
    (application == null || transition.application === application) &&
    (instance == null || transition.from?.instance === instance || transition.to?.instance === instance) &&
    (states == null || (transition.to?.jobState != null && states.includes(transition.to.jobState.state)));
}

/**
 * The current states. A filter for an instance that is not deployed returns the last state of that instance, so that
 * a client does not wait for a job that has already ended.
 */
async function snapshotOf(
  { environment = null, instance: uid }: Filter,
  context: Context,
  matches: (transition: Transition) => boolean,
): Promise<JobStateSnapshot> {
  const { position, states } = await context.mirror.jobStates(environment);
  const matching = states.filter(matches);
  const isDeployed = states.some(({ to }) => to?.instance === uid);
  if (uid == null || isDeployed) return { position, states: matching };
  const instance = await instanceByUid(uid, context);
  const state = instance && transitionOf(instance);
  return { position, states: state && matches(state) ? [state] : [] };
}

function transitionOf({ application, instance }: InstanceOf): Transition {
  return {
    environment: application.value.environment,
    application: application.value.name,
    from: null,
    to: { jobState: instance.jobState, jobId: instance.jobId, instance: instance.uid },
    observedAt: new Date(application.observedAt).toISOString(),
    source: 'POLL',
  };
}

builder.subscriptionField('jobStateChanged', (t) =>
  t.field({
    type: JobStateUpdate,
    description:
      'Streams job states: first the current states, each marked `initial`, then every change in order. With `after` it resumes after that cursor instead, or sends a `JobStateGap` and the current states when the changes after it are no longer in the journal. A `JobStateCheckpoint` carries a newer cursor when no matching application has changed for a while.',
    args: {
      environment: t.arg.string({
        description: 'Only applications of this environment. It need not exist yet.',
      }),
      application: t.arg.string({
        description: 'Only the application with this name; requires `environment`.',
      }),
      instance: t.arg.id({
        description: 'Only changes of the deployed instance with this UID, including its replacement.',
      }),
      states: t.arg({ type: [JobState], description: 'Only changes to one of these states.' }),
      after: t.arg.string({
        description:
          'The `cursor` of the last received message. A cursor from within the initial states restarts them, after a `JobStateGap`. When the journal no longer contains its position, a `JobStateGap` and the current states come first. Over SSE, the `Last-Event-ID` header has the same meaning when `after` is absent.',
      }),
    },
    subscribe: (_root, args, context) => {
      const { environment = null, application, after = context.lastEventId } = args;
      if (application != null && environment === null) {
        throw publicError('BAD_FILTER', '`application` requires `environment`.');
      }
      const cursor = after == null ? null : decodeCursor(after);
      if (after != null && cursor === null) {
        throw publicError('BAD_CURSOR', 'The cursor is not valid: this subscription did not return it.');
      }
      const matches = matcherOf(args);
      const updates = context.mirror.updates({
        environment,
        snapshot: () => snapshotOf(args, context, matches),
        signal: context.gateway.draining,
        matches,
        after: cursor,
        maxQueued: context.gateway.maxQueuedUpdates,
        onTooSlow: context.onTooSlow,
      });
      return mapMaybe(updates, iterate);
    },
    resolve: (update) => update,
  }),
);
