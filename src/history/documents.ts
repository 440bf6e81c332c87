/**
 * Determines which documents (application spec and environment defaults) an instance was created from. The effective
 * spec proves or disproves each pair.
 *
 * A pair whose merge (rules 6 to 8) equals the whole effective spec, apart from the annotations of CMF itself, is a
 * pair that CMF may have merged, and it explains the origin of every value. Other values that CMF adds are in no
 * document, so then no pair is complete. In that case the origins are exact only if timestamps prove that nothing has
 * changed since; otherwise the current documents explain only the values they contain.
 */
import type { Application } from '../cmf/resources/application.ts';
import type { Environment } from '../cmf/resources/environment.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import { isObject, type JsonObject } from '../json.ts';
import { flatConfiguration } from './configuration.ts';
import { diffSpecs } from './diff/diff.ts';
import { own } from './diff/tree.ts';
import { mergeMaps } from './merge.ts';
import { provenance, type SpecDocuments } from './provenance.ts';
import { instant } from './time.ts';

export interface DocumentPair {
  /** The spec of the application itself. */
  readonly application: JsonObject | null;
  /** The `flinkApplicationDefaults` of the environment. */
  readonly environment: JsonObject | null;
}

export interface PossibleDocuments {
  readonly current: DocumentPair;
  /** True if the current pair is known to be the pair at the creation of the instance. */
  readonly unchanged: boolean;
  /** Newest first. */
  readonly archived: readonly DocumentPair[];
}

/** The documents that explain `effective`: the newest pair that produces it, else the current pair. */
export function documentsOf(
  effective: JsonObject | null,
  { current, unchanged, archived }: PossibleDocuments,
): SpecDocuments {
  const match = [current, ...archived].find((pair) => produces(pair, effective));
  if (match) return { effective, ...match, exact: true };
  return { effective, ...current, exact: unchanged && !contradicts(current, effective) };
}

/**
 * True if the documents are proven to be those of the instance: it is the newest instance, so it has the desired
 * state of the application (rule 2); our copy of the application is not older than the instance; and the environment
 * was not edited since, because such an edit alone creates no instance (rule 32).
 */
export function isUnchangedSince(
  instance: Instance,
  newest: Instance | undefined,
  application: Application,
  environment: Environment | null,
): boolean {
  const createdAt = instant(instance.createdAt);
  const [readAt, editedAt] = [instant(application.updatedAt), instant(environment?.updatedAt ?? null)];
  if (instance.uid !== newest?.uid || createdAt === null || readAt === null || editedAt === null)
    return false;
  return readAt >= createdAt && editedAt <= createdAt;
}

function produces(pair: DocumentPair, effective: JsonObject | null): boolean {
  if (contradicts(pair, effective)) return false;
  return provenance({ effective, ...pair, exact: false }).every(({ origin }) => origin !== 'UNKNOWN');
}

/** True if the merge of the pair has a value that the effective spec does not have. */
function contradicts(pair: DocumentPair, effective: JsonObject | null): boolean {
  return diffSpecs(merge(pair), effective).some(({ kind }) => kind !== 'ADDED');
}

/** Merges a pair like CMF (rules 6 to 8), with the Flink configuration as one map of flat keys. */
function merge({ application, environment }: DocumentPair): JsonObject {
  const defaults = own(environment ?? {}, 'spec');
  const merged = mergeMaps(isObject(defaults) ? defaults : {}, application ?? {});
  const configuration = flatConfiguration(merged);
  return configuration.size === 0
    ? merged
    : { ...merged, flinkConfiguration: Object.fromEntries(configuration) };
}
