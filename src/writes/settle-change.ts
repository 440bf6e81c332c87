/** Reads the result of a write to an application, and records the write as the cause of the instance. */
import type { ArchiveStorage } from '../archive/storage.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import { sameJson } from '../history/diff/tree.ts';
import type { JsonObject } from '../json.ts';
import type { Reads } from '../mirror/reads-interface.ts';
import { withoutUid } from '../plan/effective-spec.ts';
import type { OperationRecord } from '../store/write-log.ts';
import type { ApplicationName } from './application-name.ts';
import { type ApplicationState, readState } from './fresh-reads.ts';
import type { Settled } from './protocol/write-steps.ts';

export type SettleChange = (
  of: ApplicationName,
  operation: OperationRecord,
  /** `instance`: the resulting instance. Null has the meaning of `Settled.applied`. */
  isApplied: (after: ApplicationState, instance: Instance | null) => boolean | null,
  /** The effective spec that the write should result in. */
  expected?: JsonObject | null,
) => Promise<Settled>;

export interface SettleChangeOptions {
  readonly reads: Reads;
  readonly archive: ArchiveStorage;
}

export function createSettleChange({ reads, archive }: SettleChangeOptions): SettleChange {
  /**
   * Of the instances that were created since the write, the one with the expected spec. Other writers may have created
   * further ones, because CMF has no compare-and-set.
   */
  const resultingInstance = async (
    { application, instances }: ApplicationState,
    { latestBefore }: OperationRecord,
    expected: JsonObject | null,
  ): Promise<Instance | null> => {
    const known = instances.findIndex(({ uid }) => uid === latestBefore);
    // CMF may have dropped the previous latest instance. The new instances then cannot be identified.
    if (known === -1 && latestBefore !== null) return null;
    const created = (known === -1 ? instances : instances.slice(0, known)).toReversed();
    if (!expected || !application) return created[0] ?? null;
    for (const instance of created) {
      const whole = instance.effectiveSpec ? instance : await reads.instance(application, instance.uid);
      if (whole?.effectiveSpec && sameJson(withoutUid(whole.effectiveSpec), expected)) return whole;
    }
    // CMF may add values that a plan does not contain.
    return created.length === 1 ? (created[0] ?? null) : null;
  };

  return async (of, operation, isApplied, expected = null) => {
    const after = await readState(reads, of);
    const instance = await resultingInstance(after, operation, expected);
    if (instance && after.application) {
      const { id, kind, actor, reason, requestId, startedAt: at } = operation;
      const cause = { instance: instance.uid, operation: id, kind, actor, reason, requestId, at };
      archive.record(after.application, { causes: [cause] });
    }
    return { instance: instance?.uid ?? null, applied: isApplied(after, instance) };
  };
}
