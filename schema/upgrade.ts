/** The pending upgrade of an application: the condition that it waits for, its start, and whether it is stuck. */
import {
  type StuckReason as StuckReasonName,
  type Upgrade as UpgradeModel,
  type UpgradeWait as UpgradeWaitName,
  upgradeOf,
} from '../src/history/upgrade.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import { compare, SpecChanges } from './changes.ts';
import type { Context } from './context.ts';
import { eventsOf } from './history-loaders.ts';
import { Instance, loadInstance } from './instance.ts';
import { type ObservedApplication } from './models.ts';
import { DateTime, dateTime } from './scalars.ts';
import { UpgradeMode } from './states.ts';

const UpgradeWait = builder.enumType('UpgradeWait', {
  description: 'The condition that an upgrade waits for.',
  values: {
    SAVEPOINT: { description: 'The old job runs and must complete a savepoint.' },
    JOB_RUNNING: {
      description: 'The old job must run, because only a running job can complete the required savepoint.',
    },
    DEPLOYMENT: { description: 'The old job is no longer needed; the new cluster must start.' },
    UNKNOWN: { description: 'The upgrade mode or the state of the old job is unknown.' },
  } satisfies Record<UpgradeWaitName, object>,
});

const StuckReason = builder.enumType('StuckReason', {
  description: 'The reason why an upgrade makes no progress.',
  values: {
    SAVEPOINT_FAILING: { description: 'Savepoints have failed since the upgrade began.' },
    SAVEPOINT_NOT_COMPLETING: { description: 'The job runs, but no savepoint completes.' },
    JOB_NOT_RUNNING: { description: 'The job that must complete a savepoint does not run.' },
    NOT_DEPLOYING: { description: 'The new cluster does not start.' },
    UNKNOWN: { description: 'CMF does not provide enough information.' },
  } satisfies Record<StuckReasonName, object>,
});

const UpgradeStuck = builder.objectRef<NonNullable<UpgradeModel['stuck']>>('UpgradeStuck').implement({
  description: 'The reason why an upgrade has waited too long.',
  fields: (t) => ({
    reason: t.expose('reason', { type: StuckReason, description: 'The reason.' }),
    detail: t.string({
      description: 'Details from CMF and the operator.',
      resolve: ({ detail }, _args, { redaction }) => redaction.text(detail),
    }),
    since: t.field({
      type: DateTime,
      nullable: true,
      description: 'The time of the newest failure, or the start of the wait.',
      resolve: ({ since }) => dateTime(since),
    }),
  }),
});

interface UpgradeOf {
  readonly application: ObservedApplication;
  readonly upgrade: UpgradeModel;
}

const Upgrade = builder.objectRef<UpgradeOf>('Upgrade').implement({
  description:
    'A pending replacement of the deployed instance by the newest one. Suspending is not an upgrade.',
  fields: (t) => ({
    from: t.field({
      type: Instance,
      nullable: true,
      description: 'The deployed instance; null if there is none, or if it is no longer available.',
      resolve: ({ application, upgrade }, _args, context) =>
        upgrade.from === null ? null : loadInstance(application, upgrade.from, context),
    }),
    to: t.field({
      type: Instance,
      nullable: true,
      description: 'The newest instance, which will be deployed unless the upgrade is `reverted`.',
      resolve: ({ application, upgrade }, _args, context) => loadInstance(application, upgrade.to, context),
    }),
    since: t.field({
      type: DateTime,
      nullable: true,
      description:
        'When the wait began: the creation of the first waiting instance. Later edits do not restart it.',
      resolve: ({ upgrade }) => dateTime(upgrade.since),
    }),
    mode: t.field({
      type: UpgradeMode,
      description: 'How the old job is replaced.',
      resolve: ({ upgrade }) => upgrade.mode,
    }),
    waitingFor: t.field({
      type: UpgradeWait,
      description: 'The condition that it waits for.',
      resolve: ({ upgrade }) => upgrade.waitingFor,
    }),
    stuck: t.field({
      type: UpgradeStuck,
      nullable: true,
      description: 'Why the upgrade is stuck; null until it has waited for `UPGRADE_STUCK_AFTER_MS`.',
      resolve: ({ upgrade }) => upgrade.stuck,
    }),
    changes: t.field({
      type: SpecChanges,
      nullable: true,
      description:
        'The changes from the deployed instance to the newest one. Null if one of them is no longer available.',
      resolve: async ({ application, upgrade }, _args, context) => {
        if (upgrade.from === null) return null;
        const from = await loadInstance(application, upgrade.from, context);
        const to = await loadInstance(application, upgrade.to, context);
        return from && to && compare(from, to, context);
      },
    }),
    reverted: t.boolean({
      description:
        'True if the newest spec equals that of the deployed instance again, because the change was reverted while it waited. The old cluster keeps running and the newest instance gets no cluster. The wait and `stuck` refer to the reverted change.',
      resolve: ({ upgrade }) => upgrade.reverted,
    }),
  }),
});

async function upgradeIn(application: ObservedApplication, context: Context): Promise<UpgradeOf | null> {
  const { mirror, loaders, read } = context;
  const history = await loaders.history.load(application.value);
  const { upgradeStuckAfterMs: stuckAfterMs } = context.gateway.history;
  const options = { ...history, now: Date.now(), stuckAfterMs };
  const upgrade = upgradeOf({ ...options, events: [] });
  // Events only explain why an upgrade is stuck, so other upgrades do not read them.
  if (!upgrade?.stuck) return upgrade && { application, upgrade };
  const { events } = await eventsOf(application.value, history.memory, mirror, read);
  return { application, upgrade: upgradeOf({ ...options, events }) ?? upgrade };
}

builder.objectFields(Application, (t) => ({
  upgrade: t.field({
    type: Upgrade,
    nullable: true,
    description: 'The pending upgrade; null if there is none.',
    resolve: (application, _args, context) => upgradeIn(application, context),
  }),
}));
