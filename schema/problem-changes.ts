/** Live problems: the subscription and its messages. */
import { decodeCursor } from '../src/live/cursor.ts';
import { iterate } from '../src/live/feed.ts';
import { mapMaybe } from '../src/maybe-promise.ts';
import type { Subject } from '../src/mirror/reads-interface.ts';
import type {
  ProblemChange,
  ProblemCheckpoint,
  ProblemReset,
  ProblemUpdate as Update,
} from '../src/problems/problem-update.ts';
import { builder } from './builder.ts';
import { publicError } from './errors.ts';
import { memberMatcher } from './filters.ts';
import { GapReason } from './job-state.ts';
import { Problem, ProblemKind, Severity } from './problem.ts';

const typeNames = {
  change: 'ProblemChange',
  reset: 'ProblemReset',
  checkpoint: 'ProblemCheckpoint',
} as const;

const ProblemUpdate = builder.interfaceRef<Update>('ProblemUpdate').implement({
  description: 'A message of the `problemChanged` subscription.',
  resolveType: ({ kind }) => typeNames[kind],
  fields: (t) => ({
    cursor: t.exposeString('cursor', {
      description: 'The position after this message. Pass it as `after` to resume.',
    }),
  }),
});

const ProblemChangeKind = builder.enumType('ProblemChangeKind', {
  description: 'The kind of a change of a problem.',
  values: {
    APPEARED: { description: 'The problem appeared, or it matches the filter now.' },
    CHANGED: { description: 'Its severity, its summary, its time or the affected object changed.' },
    RESOLVED: { description: 'The problem was resolved, or it no longer matches the filter.' },
  } as const,
});

builder.objectRef<ProblemChange>('ProblemChange').implement({
  description:
    'A problem appeared, changed or was resolved. Messages can repeat after a resume: apply them by `problem.id`.',
  interfaces: [ProblemUpdate],
  fields: (t) => ({
    initial: t.exposeBoolean('initial', {
      description: 'True for a current problem at the start or after a `ProblemReset`.',
    }),
    change: t.expose('change', { type: ProblemChangeKind, description: 'The kind of the change.' }),
    problem: t.expose('problem', {
      type: Problem,
      description: 'The problem; its last state if it is resolved.',
    }),
  }),
});

builder.objectRef<ProblemReset>('ProblemReset').implement({
  description:
    'Discard the problems of these kinds. The current problems follow, marked `initial`, and end with a `ProblemCheckpoint`.',
  interfaces: [ProblemUpdate],
  fields: (t) => ({
    kinds: t.expose('kinds', { type: [ProblemKind], description: 'The kinds.' }),
    gap: t.expose('gap', {
      type: GapReason,
      nullable: true,
      description:
        'Why changes are missing. Null after a normal resume: these kinds depend on time or on more than job states, so the journal cannot replay their changes.',
    }),
  }),
});

builder.objectRef<ProblemCheckpoint>('ProblemCheckpoint').implement({
  description:
    'All current problems were sent, and all changes up to this position. It follows the initial problems, even if there are none, and is repeated when no other message was sent for a while.',
  interfaces: [ProblemUpdate],
});

function subjectOf(update: Update): Subject | null {
  if (update.kind !== 'change') return null;
  const { environment, application } = update.problem;
  return { environment, application, isNew: !update.initial && update.change === 'APPEARED' };
}

builder.subscriptionField('problemChanged', (t) =>
  t.field({
    type: ProblemUpdate,
    description:
      'Streams problems: first the current ones, each marked `initial`, and a `ProblemCheckpoint`; then each change. With `after` it resumes: changes of kind `FAILED` after that cursor are replayed from the journal. All other kinds are reset: a `ProblemReset` and the current problems are sent. When the journal no longer contains the cursor, a `ProblemReset` of all kinds comes first. Kinds that need Flink or savepoints are not part of the stream. Time-dependent problems are checked once per active refresh interval (`REFRESH_ACTIVE_MS`).',
    args: {
      environment: t.arg.string({ description: 'Only problems of this environment. It need not exist yet.' }),
      severities: t.arg({ type: [Severity], description: 'Only problems of these severities.' }),
      kinds: t.arg({ type: [ProblemKind], description: 'Only problems of these kinds.' }),
      after: t.arg.string({
        description:
          'The `cursor` of the last received message. Over SSE, the `Last-Event-ID` header has the same meaning when `after` is absent.',
      }),
    },
    subscribe: (_root, args, context) => {
      const { environment = null, severities, kinds, after = context.lastEventId } = args;
      const cursor = after == null ? null : decodeCursor(after);
      if (after != null && cursor === null) {
        throw publicError('BAD_CURSOR', 'The cursor is not valid: this subscription did not return it.');
      }
      const hasSeverity = memberMatcher(severities);
      const hasKind = memberMatcher(kinds);
      const updates = context.gateway.problemUpdates({
        environment,
        matches: (problem) =>
          (environment === null || problem.environment === environment) &&
          hasSeverity(problem.severity) &&
          hasKind(problem.kind),
        signal: context.gateway.draining,
        after: cursor,
        maxQueued: context.gateway.maxQueuedUpdates,
        onTooSlow: context.onTooSlow,
      });
      return mapMaybe(context.mirror.visible(environment, updates, subjectOf), iterate);
    },
    resolve: (update) => update,
  }),
);
