/** The live job states: the subscription, and the two kinds of message that it sends. */
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
  description: 'How the gateway learned of a change.',
  values: {
    POLL: { description: 'By comparing two reads of the application.' },
    EVENT: { description: "From CMF's own events, for what happened between two reads." },
  } as const,
});

const GapReason = builder.enumType('JobStateGapReason', {
  description: 'Why changes are missing from a stream.',
  values: {
    EXPIRED: { description: 'The journal no longer reaches back to the cursor.' },
    OUTAGE: {
      description:
        'Redis could not write for some time, and changes that the gateway observed meanwhile could not be added to the journal.',
    },
    SNAPSHOT_RESTARTED: {
      description:
        'The cursor is from the middle of the initial states. They start again and replace those received before.',
    },
    EPOCH_CHANGED: { description: 'The journal was begun anew since the cursor was handed out.' },
  } as const,
});

const typeNames = { change: 'JobStateChange', gap: 'JobStateGap', checkpoint: 'JobStateCheckpoint' } as const;

const JobStateUpdate = builder.interfaceRef<Update>('JobStateUpdate').implement({
  description: 'A message of the `jobStateChanged` subscription.',
  resolveType: ({ kind }) => typeNames[kind],
  fields: (t) => ({
    cursor: t.exposeString('cursor', {
      description: 'The position after this message. Subscribe again with it as `after` to miss nothing.',
    }),
  }),
});

builder.objectRef<JobStateGap>('JobStateGap').implement({
  description:
    'Changes between the given cursor and now are not known any more. The states as they are now follow, marked `initial`.',
  interfaces: [JobStateUpdate],
  fields: (t) => ({
    reason: t.expose('reason', { type: GapReason, description: 'Why.' }),
  }),
});

builder.objectRef<JobStateCheckpoint>('JobStateCheckpoint').implement({
  description:
    'The position of a subscription that had no other message for a while, although other applications changed. Keep its cursor: a subscription that resumes with it starts close to the present.',
  interfaces: [JobStateUpdate],
});

builder.objectRef<JobStateChange>('JobStateChange').implement({
  description:
    'A change of the job state, the job or the deployed instance of one application; or, marked `initial`, how they are now.',
  interfaces: [JobStateUpdate],
  fields: (t) => ({
    initial: t.exposeBoolean('initial', {
      description: 'True for the states as they are when the subscription begins; false for a change.',
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
      description: 'The job state before; null when there was none, and in initial states.',
      resolve: ({ transition }) => transition.from?.jobState?.state,
    }),
    fromRaw: t.string({
      nullable: true,
      description: 'The job state before, in the word that CMF sent.',
      resolve: ({ transition }) => transition.from?.jobState?.raw,
    }),
    to: t.field({
      type: JobState,
      nullable: true,
      description: 'The job state now; null when there is none, or the application is gone.',
      resolve: ({ transition }) => transition.to?.jobState?.state,
    }),
    toRaw: t.string({
      nullable: true,
      description: 'The job state now, in the word that CMF sent.',
      resolve: ({ transition }) => transition.to?.jobState?.raw,
    }),
    jobId: t.string({
      nullable: true,
      description: "Flink's id of the job now.",
      resolve: ({ transition }) => transition.to?.jobId,
    }),
    application: t.field({
      type: Application,
      nullable: true,
      description: 'The application, at least as new as this change; null when it is gone.',
      resolve: ({ transition }, _args, { mirror, read }) =>
        mirror.application(transition.environment, transition.application, unnamed(read)),
    }),
    instanceUid: t.id({
      nullable: true,
      description: 'The UID of the deployed instance now.',
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
      description: 'When the gateway saw it, or, for `EVENT`, when CMF recorded it.',
      resolve: ({ transition }) => transition.observedAt,
    }),
    source: t.field({
      type: Source,
      description: 'How the gateway learned of it.',
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

interface Wanted {
  readonly environment?: string | null | undefined;
  readonly application?: string | null | undefined;
  readonly instance?: string | null | undefined;
  readonly states?: readonly string[] | null | undefined;
}

type Matcher = (transition: Transition) => boolean;

/** Those who want the same share one, which is then at hand when its turn comes for each of thousands. */
const matchers = new LRUCache<string, Matcher>({
  max: 1_000,
  maxSize: 200_000,
  sizeCalculation: (_, key) => key.length,
});

function matcherOf(wanted: Wanted): Matcher {
  const { environment, application, instance, states } = wanted;
  const key = JSON.stringify([environment, application, instance, states]);
  let matcher = matchers.get(key);
  if (!matcher) matchers.set(key, (matcher = createMatcher(wanted)));
  return matcher;
}

function createMatcher({ environment, application, instance, states }: Wanted): Matcher {
  return (transition) =>
    (environment == null || transition.environment === environment) &&
    (application == null || transition.application === application) &&
    (instance == null || transition.from?.instance === instance || transition.to?.instance === instance) &&
    (states == null || (transition.to?.jobState != null && states.includes(transition.to.jobState.state)));
}

/**
 * The states now. Who asks for an instance that is not deployed gets its own last state, because a job that has
 * ended already must not be waited for.
 */
async function snapshotOf(
  { environment = null, instance: uid }: Wanted,
  context: Context,
  matches: (transition: Transition) => boolean,
): Promise<JobStateSnapshot> {
  const { position, states } = await context.mirror.jobStates(environment);
  const matching = states.filter(matches);
  const isDeployed = states.some(({ to }) => to?.instance === uid);
  if (uid == null || isDeployed) return { position, states: matching };
  const found = await instanceByUid(uid, context);
  const own = found && transitionOf(found);
  return { position, states: own && matches(own) ? [own] : [] };
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
      'Job states as they change. First the states as they are now, each marked `initial`; then every change in order. With `after`, what follows that cursor instead, or a `JobStateGap` and the initial states when they are no longer known. A `JobStateCheckpoint` carries a newer cursor when no application that matches has changed for a while.',
    args: {
      environment: t.arg.string({
        description: 'Only applications of this environment; one that is not there yet is waited for.',
      }),
      application: t.arg.string({ description: 'Only the application of this name; needs `environment`.' }),
      instance: t.arg.id({ description: 'Only while this instance (by UID) is deployed, and its leaving.' }),
      states: t.arg({ type: [JobState], description: 'Only changes to one of these states.' }),
      after: t.arg.string({
        description:
          'The `cursor` of the last message received. A cursor from the middle of the initial states starts them again, after a `JobStateGap`. When the journal no longer reaches back to the cursor, a `JobStateGap` and the initial states come first. Over SSE, the `Last-Event-ID` header has the same meaning when `after` is absent.',
      }),
    },
    subscribe: (_root, args, context) => {
      const { environment = null, application, after = context.lastEventId } = args;
      if (application != null && environment === null) {
        throw publicError('BAD_FILTER', 'An `application` is named in its `environment`: give both.');
      }
      const cursor = after == null ? null : decodeCursor(after);
      if (after != null && cursor === null) {
        throw publicError('BAD_CURSOR', 'This is not a cursor that this subscription handed out.');
      }
      const matches = matcherOf(args);
      const updates = context.mirror.updates({
        environment,
        snapshot: () => snapshotOf(args, context, matches),
        signal: context.draining,
        matches,
        after: cursor,
        maxQueued: context.maxQueuedUpdates,
        onTooSlow: context.onTooSlow,
      });
      return mapMaybe(updates, iterate);
    },
    resolve: (update) => update,
  }),
);
