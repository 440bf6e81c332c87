/** The upgrade that an application is in: what it waits for, since when, and whether it is stuck. */
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
import { eventsOf } from './history.ts';
import { Instance, loadInstance } from './instance.ts';
import { type ObservedApplication } from './models.ts';
import { DateTime, dateTime } from './scalars.ts';
import { UpgradeMode } from './states.ts';

const UpgradeWait = builder.enumType('UpgradeWait', {
  description: 'What an upgrade waits for.',
  values: {
    SAVEPOINT: { description: 'The old job runs and must give a savepoint.' },
    JOB_RUNNING: { description: 'A savepoint is needed, and only a running job can give one.' },
    DEPLOYMENT: { description: 'The old job is not needed any more; the new cluster has to come up.' },
    UNKNOWN: { description: 'The upgrade mode or the state of the old job is not known.' },
  } satisfies Record<UpgradeWaitName, object>,
});

const StuckReason = builder.enumType('StuckReason', {
  description: 'Why an upgrade does not get on.',
  values: {
    SAVEPOINT_FAILING: { description: 'Savepoints have failed since it began.' },
    SAVEPOINT_NOT_COMPLETING: { description: 'The job runs, and no savepoint completes.' },
    JOB_NOT_RUNNING: { description: 'The job that must give a savepoint does not run.' },
    NOT_DEPLOYING: { description: 'The new cluster does not come up.' },
    UNKNOWN: { description: 'CMF does not tell enough to say.' },
  } satisfies Record<StuckReasonName, object>,
});

const UpgradeStuck = builder.objectRef<NonNullable<UpgradeModel['stuck']>>('UpgradeStuck').implement({
  description: 'That an upgrade has waited too long, and why.',
  fields: (t) => ({
    reason: t.expose('reason', { type: StuckReason, description: 'Why.' }),
    detail: t.string({
      description: 'Why, in words of CMF and its operator.',
      resolve: ({ detail }, _args, { redaction }) => redaction.text(detail),
    }),
    since: t.field({
      type: DateTime,
      nullable: true,
      description: 'Since when: the newest failure, or the begin of the wait.',
      resolve: ({ since }) => dateTime(since),
    }),
  }),
});

interface UpgradeOf {
  readonly application: ObservedApplication;
  readonly upgrade: UpgradeModel;
}

const Upgrade = builder.objectRef<UpgradeOf>('Upgrade').implement({
  description: 'The way from the deployed instance to the newest one. Suspending is no upgrade.',
  fields: (t) => ({
    from: t.field({
      type: Instance,
      nullable: true,
      description: 'The deployed instance; null when there is none, or it is not known any more.',
      resolve: ({ application, upgrade }, _args, context) =>
        upgrade.from === null ? null : loadInstance(application, upgrade.from, context),
    }),
    to: t.field({
      type: Instance,
      nullable: true,
      description: 'The newest instance: what is to be deployed, unless it is `reverted`.',
      resolve: ({ application, upgrade }, _args, context) => loadInstance(application, upgrade.to, context),
    }),
    since: t.field({
      type: DateTime,
      nullable: true,
      description: 'When the wait began: with the first instance that waits, whatever was edited since.',
      resolve: ({ upgrade }) => dateTime(upgrade.since),
    }),
    mode: t.field({
      type: UpgradeMode,
      description: 'How the old job is to be replaced.',
      resolve: ({ upgrade }) => upgrade.mode,
    }),
    waitingFor: t.field({
      type: UpgradeWait,
      description: 'What has to happen next.',
      resolve: ({ upgrade }) => upgrade.waitingFor,
    }),
    stuck: t.field({
      type: UpgradeStuck,
      nullable: true,
      description: 'Why it is stuck; null until it has waited for `UPGRADE_STUCK_AFTER_MS`.',
      resolve: ({ upgrade }) => upgrade.stuck,
    }),
    changes: t.field({
      type: SpecChanges,
      nullable: true,
      description:
        'What it would change: from the deployed instance to the newest one. Null when one of them is not known any more.',
      resolve: async ({ application, upgrade }, _args, context) => {
        if (upgrade.from === null) return null;
        const from = await loadInstance(application, upgrade.from, context);
        const to = await loadInstance(application, upgrade.to, context);
        return from && to && compare(from, to, context);
      },
    }),
    reverted: t.boolean({
      description:
        'True when the newest spec is again that of the deployed instance: somebody took the change back while it waited. The old cluster runs on and the newest instance gets none; the wait, and `stuck`, are those of the change that was taken back.',
      resolve: ({ upgrade }) => upgrade.reverted,
    }),
  }),
});

async function upgradeIn(application: ObservedApplication, context: Context): Promise<UpgradeOf | null> {
  const { mirror, loaders, read } = context;
  const history = await loaders.history.load(application.value);
  const { upgradeStuckAfterMs: stuckAfterMs } = context.history;
  const asked = { ...history, now: Date.now(), stuckAfterMs };
  const upgrade = upgradeOf({ ...asked, events: [] });
  // Events tell why one is stuck, and nothing else of it: no other upgrade costs CMF a call for them.
  if (!upgrade?.stuck) return upgrade && { application, upgrade };
  const events = await eventsOf(application.value, history.memory, mirror, read);
  return { application, upgrade: upgradeOf({ ...asked, events }) ?? upgrade };
}

builder.objectFields(Application, (t) => ({
  upgrade: t.field({
    type: Upgrade,
    nullable: true,
    description: 'The upgrade that it is in; null when there is none.',
    resolve: (application, _args, context) => upgradeIn(application, context),
  }),
}));
