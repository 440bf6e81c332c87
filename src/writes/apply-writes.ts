/** Writes that give an application another spec: an apply, and a roll back to an earlier instance. */
import type { Application } from '../cmf/resources/application.ts';
import type { Labels } from '../cmf/resources/fields.ts';
import type { CmfWrites } from '../cmf/write-client.ts';
import { summarize } from '../history/diff/summary.ts';
import { sameJson } from '../history/diff/tree.ts';
import type { JsonObject } from '../json.ts';
import { type Plan, planApplication } from '../plan/plan.ts';
import { rollBack } from '../plan/roll-back.ts';
import type { OperationRecord } from '../store/write-log.ts';
import type { ApplicationName } from './application-name.ts';
import type { WriteCaller } from './caller.ts';
import { type ApplicationState, readState } from './fresh-reads.ts';
import { assertPreconditions, latestOf, type Preconditions } from './preconditions.ts';
import { invalid, noApplication, notFound, notPermitted, WriteProblems } from './problems.ts';
import type { Settled, WriteSteps } from './protocol/write-steps.ts';
import type { SettleChange } from './settle-change.ts';

/** The desired state of an application. Absent labels and annotations stay unchanged. */
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
  /** Null if the caller may not see the environment, whose defaults the plan needs. */
  readonly change: ChangePlan | null;
}

export interface ApplyWrites {
  apply(of: ApplicationName, desired: DesiredApplication, when: Preconditions): WriteSteps<PlannedChange>;
  /** `to`: UID of the instance whose effective spec is restored. */
  rollBack(of: ApplicationName, to: string, when: Preconditions): WriteSteps<PlannedChange>;
}

export interface ApplyWritesOptions {
  readonly caller: WriteCaller;
  readonly cmf: Pick<CmfWrites, 'applyApplication'>;
  readonly settleChange: SettleChange;
}

/** Computes the desired state of the application from its current state. */
type Desire = (state: ApplicationState) => Promise<DesiredApplication> | DesiredApplication;

export function createApplyWrites({ caller, cmf, settleChange }: ApplyWritesOptions): ApplyWrites {
  const { reads, authorization } = caller;

  /** Another process sent the request, and its plan is not available. */
  const settleUnprepared = async (
    of: ApplicationName,
    desire: Desire,
    operation: OperationRecord,
  ): Promise<Settled> => {
    const now = await readState(reads, of);
    const desired = await desire(now);
    const isDesired = now.application !== null && sameJson(now.application.spec, desired.spec);
    const planned = planOf(now, desired)?.plan.effectiveSpec;
    return settleChange(of, operation, () => isDesired || null, planned);
  };

  const applying = (of: ApplicationName, desire: Desire, when: Preconditions): WriteSteps<PlannedChange> => ({
    async prepare() {
      const state = await readState(reads, of);
      assertPreconditions(state, when);
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
      if (!prepared) return settleUnprepared(of, desire, operation);
      const { state, change, desired } = prepared;
      const settled = await settleChange(
        of,
        operation,
        ({ application }, instance) => {
          if (instance) return true;
          if (change === null || change.plan.createsInstance) return null;
          // Without a new instance, only labels and annotations can have changed.
          return !hasMetadata(state.application, desired) && hasMetadata(application, desired);
        },
        change?.plan.effectiveSpec,
      );
      return { ...settled, payload: change ?? undefined };
    },
  });

  const earlierSpec = async (
    { environment, application, instances }: ApplicationState,
    to: string,
  ): Promise<DesiredApplication> => {
    if (!application) throw new WriteProblems(noApplication);
    if (!environment) {
      const message =
        "A roll back requires access to the environment, because it depends on the environment's defaults.";
      throw new WriteProblems(notPermitted('FORBIDDEN', message));
    }
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
  };

  return {
    apply: (of, desired, when) => applying(of, () => desired, when),
    rollBack: (of, to, when) => applying(of, (state) => earlierSpec(state, to), when),
  };
}

function planOf(
  { environment, application, instances }: ApplicationState,
  { spec, annotations }: DesiredApplication,
): ChangePlan | null {
  if (!environment) return null;
  const latest = instances[0] ?? null;
  const deployed = instances.find(({ uid }) => uid === application?.currentInstance) ?? null;
  const now = Date.now();
  const plan = planApplication({ spec, annotations }, { application, environment, latest, deployed, now });
  return { plan, latest: latest?.uid ?? null, observedAt: now };
}

function hasMetadata(application: Application | null, { labels, annotations }: DesiredApplication): boolean {
  if (!application) return false;
  const has = (present: Labels, desired: Labels | undefined) => !desired || sameJson(present, desired);
  return has(application.labels, labels) && has(application.annotations, annotations);
}
