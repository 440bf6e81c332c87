/** The writes to one application. Each checks the present state first, and reads what is after it. */
import type { ArchiveStorage } from '../archive/storage.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { Labels } from '../cmf/resources/fields.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { CmfWrites } from '../cmf/write-client.ts';
import { summarize } from '../history/diff/summary.ts';
import { sameJson } from '../history/diff/tree.ts';
import type { JsonObject } from '../json.ts';
import { withoutUid } from '../plan/effective-spec.ts';
import { type Plan, planApplication } from '../plan/plan.ts';
import { rollBack } from '../plan/roll-back.ts';
import type { OperationRecord } from '../store/write-log.ts';
import type { ApplicationName } from './application-name.ts';
import type { WriteCaller } from './caller.ts';
import { type ApplicationState, readState } from './fresh-reads.ts';
import { invalid, notFound, WriteProblems } from './problems.ts';
import type { Settled, WriteSteps } from './run-write.ts';
import { findSavepoint, type SavepointName } from './savepoint-writes.ts';

/** What must hold before anything is sent. */
export interface Preconditions {
  /** The UID that the newest instance must have; undefined: any. */
  readonly expectedLatest?: string | undefined;
  /** Writes also to an application that Confluent for Kubernetes owns. */
  readonly force: boolean;
}

/** What an application shall be. Absent labels and annotations stay as they are. */
export interface DesiredApplication {
  readonly spec: JsonObject;
  readonly labels?: Labels | undefined;
  readonly annotations?: Labels | undefined;
}

/** The plan of a change as part of its payload. */
export interface ChangePlan {
  readonly plan: Plan;
  /** UID of the instance that was the latest before; null if there was none. */
  readonly latest: string | null;
  /** Epoch milliseconds. */
  readonly observedAt: number;
}

/** A change that was checked against the present state. */
export interface PlannedChange {
  readonly state: ApplicationState;
  readonly desired: DesiredApplication;
  readonly change: ChangePlan;
}

/** A start or a suspension that was checked against the present state. */
export interface Switch {
  readonly state: ApplicationState;
  /** UID of the savepoint to start from. */
  readonly savepoint: string | undefined;
}

export interface ApplicationWrites {
  apply(of: ApplicationName, desired: DesiredApplication, when: Preconditions): WriteSteps<PlannedChange>;
  /** `to`: UID of the instance whose effective spec the application shall have again. */
  rollBack(of: ApplicationName, to: string, when: Preconditions): WriteSteps<PlannedChange>;
  /** `savepoint`: the one to start from; null: as CMF decides. */
  start(of: ApplicationName, savepoint: SavepointName | null, when: Preconditions): WriteSteps<Switch>;
  suspend(of: ApplicationName, when: Preconditions): WriteSteps<Switch>;
  delete(of: ApplicationName, when: Preconditions): WriteSteps<ApplicationState>;
}

export interface ApplicationWritesOptions {
  readonly caller: WriteCaller;
  readonly cmf: CmfWrites;
  readonly archive: ArchiveStorage;
}

/** Confluent for Kubernetes marks what it owns (contract section 4). */
const ownerAnnotation = 'cmf.platform.confluent.io/managed-by';

export function createApplicationWrites({
  caller,
  cmf,
  archive,
}: ApplicationWritesOptions): ApplicationWrites {
  const { reads, authorization } = caller;

  const read = async ({ environment, name }: ApplicationName): Promise<ApplicationState> => {
    const state = await readState(reads, environment, name);
    if (!state) throw new WriteProblems(notFound('There is no such environment.', ['environment']));
    return state;
  };

  const readExisting = async (of: ApplicationName, when: Preconditions): Promise<ApplicationState> => {
    const state = await read(of);
    if (!state.application) throw new WriteProblems(noApplication);
    check(state, when);
    return state;
  };

  const recordCause = (operation: OperationRecord, application: Application | null, uid: string) => {
    if (!application) return;
    const { id, kind, actor, reason, requestId, startedAt } = operation;
    const cause = { instance: uid, operation: id, kind, actor, reason, requestId, at: startedAt };
    archive.record(application, { causes: [cause] });
  };

  const settleChange = async (
    of: ApplicationName,
    operation: OperationRecord,
    isApplied: (after: ApplicationState, instance: Instance | null) => boolean | null,
    expected?: JsonObject,
  ): Promise<Settled> => {
    const after = await read(of);
    const instance = await resultingInstance(after, operation, expected);
    if (instance) recordCause(operation, after.application, instance.uid);
    return { instance: instance?.uid ?? null, applied: isApplied(after, instance) };
  };

  /**
   * The instance that resulted from the write: of those that were created since, the one with the expected spec. Other
   * writers may have created further ones, because CMF has no compare-and-set.
   */
  const resultingInstance = async (
    { application, instances }: ApplicationState,
    { latestBefore }: OperationRecord,
    expected: JsonObject | undefined,
  ): Promise<Instance | null> => {
    const known = instances.findIndex(({ uid }) => uid === latestBefore);
    // CMF may have dropped the one before; then it is not known which ones are new.
    if (known === -1 && latestBefore !== null) return null;
    const created = (known === -1 ? instances : instances.slice(0, known)).toReversed();
    if (!expected || !application) return created[0] ?? null;
    for (const instance of created) {
      const whole = instance.effectiveSpec ? instance : await reads.instance(application, instance.uid);
      if (whole?.effectiveSpec && sameJson(withoutUid(whole.effectiveSpec), expected)) return whole;
    }
    // CMF may add values that no plan knows.
    return created.length === 1 ? (created[0] ?? null) : null;
  };

  const applying = (
    of: ApplicationName,
    desire: (state: ApplicationState) => Promise<DesiredApplication> | DesiredApplication,
    when: Preconditions,
  ): WriteSteps<PlannedChange> => ({
    async prepare() {
      const state = await read(of);
      check(state, when);
      const desired = await desire(state);
      return { state, desired, change: planOf(state, desired) };
    },
    latestBefore: ({ state }) => latestOf(state),
    async send({ desired, state: { application } }) {
      const { labels = application?.labels, annotations = application?.annotations, spec } = desired;
      const document = {
        name: of.name,
        spec,
        ...(labels && { labels }),
        ...(annotations && { annotations }),
      };
      return (await cmf.applyApplication(of.environment, document, { authorization })).isChanged;
    },
    async settle(prepared, operation) {
      if (prepared) {
        const { state, change, desired } = prepared;
        const { plan } = change;
        const settled = await settleChange(
          of,
          operation,
          ({ application }, instance) => {
            if (instance) return true;
            // Without a new instance, only labels and annotations can have changed.
            return plan.createsInstance
              ? null
              : !hasMetadata(state.application, desired) && hasMetadata(application, desired);
          },
          plan.effectiveSpec,
        );
        return { ...settled, payload: change };
      }
      const now = await read(of);
      const desired = await desire(now);
      const { effectiveSpec } = planOf(now, desired).plan;
      const isDesired = now.application !== null && sameJson(now.application.spec, desired.spec);
      return settleChange(of, operation, () => isDesired || null, effectiveSpec);
    },
  });

  /** A start or a suspension: CMF changes `spec.job.state` by itself. */
  const switching = (
    of: ApplicationName,
    desiredState: 'RUNNING' | 'SUSPENDED',
    when: Preconditions,
    from: SavepointName | null,
    send: (savepoint: string | undefined) => Promise<{ readonly isChanged: boolean }>,
  ): WriteSteps<Switch> => ({
    prepare: async () => ({
      state: await readExisting(of, when),
      savepoint: from ? await uidOf(from) : undefined,
    }),
    latestBefore: ({ state }) => latestOf(state),
    send: async ({ savepoint }) => (await send(savepoint)).isChanged,
    settle: (prepared, operation) =>
      settleChange(of, operation, ({ application }, instance) => {
        if (instance) return true;
        const isDesired = application?.desiredState?.state === desiredState;
        const wasDesired = prepared?.state.application?.desiredState?.state === desiredState;
        return isDesired && !wasDesired ? true : null;
      }),
  });

  const uidOf = async (savepoint: SavepointName): Promise<string> => {
    const found = await findSavepoint(reads, savepoint);
    if (!found) throw new WriteProblems(notFound('There is no such savepoint.', ['fromSavepoint']));
    if (found.uid !== null && found.state?.state === 'COMPLETED') return found.uid;
    const message = 'A job can start only from a completed savepoint.';
    throw new WriteProblems(invalid('BAD_USER_INPUT', message, ['fromSavepoint']));
  };

  return {
    apply: (of, desired, when) => applying(of, () => desired, when),

    rollBack: (of, to, when) =>
      applying(
        of,
        async ({ environment, application, instances }) => {
          if (!application) throw new WriteProblems(noApplication);
          const memory = await reads.recall(application);
          const isKept = instances.some(({ uid }) => uid === to);
          const kept = isKept ? await reads.instance(application, to) : null;
          const target = kept?.effectiveSpec ?? (await memory.specs([to])).get(to);
          if (!target) throw new WriteProblems(notFound('The application has no such instance.', ['to']));
          const defaults = environment.applicationDefaults;
          const present = { application: application.spec, environment: defaults };
          const result = rollBack({ target, defaults, documents: [present, ...memory.documents] });
          if (result.spec) return { spec: result.spec };
          throw new WriteProblems(
            invalid(
              'CANNOT_ROLL_BACK',
              `The defaults of the environment have changed since. CMF would not make this effective spec again: ${summarize(result.differences)}.`,
              ['to'],
            ),
          );
        },
        when,
      ),

    start: (of, from, when) =>
      switching(of, 'RUNNING', when, from, (startFromSavepointUid) =>
        cmf.startApplication(of.environment, of.name, { authorization, startFromSavepointUid }),
      ),

    suspend: (of, when) =>
      switching(of, 'SUSPENDED', when, null, () =>
        cmf.suspendApplication(of.environment, of.name, { authorization }),
      ),

    delete: (of, when) => ({
      prepare: () => readExisting(of, when),
      async send() {
        const options = { authorization, force: when.force };
        return (await cmf.deleteApplication(of.environment, of.name, options)).isChanged;
      },
      async settle() {
        const { application } = await read(of);
        return { instance: null, applied: application === null || null };
      },
    }),
  };
}

const noApplication = notFound('There is no such application.', ['application']);

function planOf(
  { environment, application, instances }: ApplicationState,
  { spec, annotations }: DesiredApplication,
): ChangePlan {
  const latest = instances[0] ?? null;
  const deployed = instances.find(({ uid }) => uid === application?.currentInstance) ?? null;
  const now = Date.now();
  const plan = planApplication({ spec, annotations }, { application, environment, latest, deployed, now });
  return { plan, latest: latest?.uid ?? null, observedAt: now };
}

function latestOf({ instances }: ApplicationState): string | null {
  return instances[0]?.uid ?? null;
}

/** Throws `WriteProblems` if another writer was first, or if the application is not CMF's to change. */
function check({ application, instances }: ApplicationState, { expectedLatest, force }: Preconditions): void {
  const latest = instances[0]?.uid ?? null;
  if (expectedLatest !== undefined && expectedLatest !== latest) {
    const message =
      latest === null
        ? 'The application has no instance now. Nothing was sent.'
        : `The latest instance is ${latest} now. Nothing was sent.`;
    throw new WriteProblems({
      type: 'CONFLICT',
      code: 'CONFLICT',
      message,
      path: ['expectedLatestInstance'],
      latest,
    });
  }
  const owner = application?.annotations[ownerAnnotation];
  if (owner === undefined || force) return;
  throw new WriteProblems({
    type: 'MANAGED_ELSEWHERE',
    code: 'MANAGED_ELSEWHERE',
    message: `Confluent for Kubernetes owns this application (${owner}) and would undo the change. Change it there.`,
    path: ['force'],
    owner,
  });
}

function hasMetadata(application: Application | null, { labels, annotations }: DesiredApplication): boolean {
  if (!application) return false;
  const has = (present: Labels, desired: Labels | undefined) => !desired || sameJson(present, desired);
  return has(application.labels, labels) && has(application.annotations, annotations);
}
