/**
 * Which documents an instance was made of: its effective spec is proof of some pairs and disproof of others.
 *
 * A pair whose merge (rules 6 to 8) is the whole effective spec, nothing over and nothing missing but CMF's own
 * annotations, is one that CMF may have merged, and every value has its origin in it. What CMF itself put into a
 * spec is in no document, so with such values no pair is whole; then it takes a proof by time that nothing has
 * changed since, or the current documents speak only for what they have.
 */
import type { Application } from '../cmf/resources/application.ts';
import type { Environment } from '../cmf/resources/environment.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { flatConfiguration } from './configuration.ts';
import { diffSpecs } from './diff/diff.ts';
import { maxDepth, own } from './diff/tree.ts';
import { provenance, type SpecDocuments } from './provenance.ts';
import { instant } from './time.ts';

export interface DocumentPair {
  /** The application's own spec. */
  readonly application: JsonObject | null;
  /** The environment's `flinkApplicationDefaults`. */
  readonly environment: JsonObject | null;
}

export interface PossibleDocuments {
  readonly current: DocumentPair;
  /** True when the current pair is known to be that of the moment the instance was made. */
  readonly unchanged: boolean;
  /** Newest first. */
  readonly remembered: readonly DocumentPair[];
}

/** The documents to explain `effective` by: the newest pair that yields it, else the current one. */
export function documentsOf(
  effective: JsonObject | null,
  { current, unchanged, remembered }: PossibleDocuments,
): SpecDocuments {
  const whole = [current, ...remembered].find((pair) => yields(pair, effective));
  if (whole) return { effective, ...whole, exact: true };
  return { effective, ...current, exact: unchanged && !contradicts(current, effective) };
}

/**
 * True when the documents are proven to be those of the instance: it is the newest, so the application's wishes are
 * still its own (rule 2); our copy of the application is not from before it; and the environment was not edited
 * since, which alone would make no instance (rule 32).
 */
export function isUnchangedSince(
  instance: Instance,
  newest: Instance | undefined,
  application: Application,
  environment: Environment | null,
): boolean {
  const made = instant(instance.createdAt);
  const [read, edited] = [instant(application.updatedAt), instant(environment?.updatedAt ?? null)];
  if (instance.uid !== newest?.uid || made === null || read === null || edited === null) return false;
  return read >= made && edited <= made;
}

function yields(pair: DocumentPair, effective: JsonObject | null): boolean {
  if (contradicts(pair, effective)) return false;
  return provenance({ effective, ...pair, exact: false }).every(({ origin }) => origin !== 'UNKNOWN');
}

/** True when the merge of the pair has something that the effective spec does not have. */
function contradicts(pair: DocumentPair, effective: JsonObject | null): boolean {
  return diffSpecs(merge(pair), effective).some(({ kind }) => kind !== 'ADDED');
}

/** What CMF makes of a pair (rules 6 to 8): maps merge key by key, of anything else the environment's is taken. */
function merge({ application, environment }: DocumentPair): JsonObject {
  const defaults = own(environment ?? {}, 'spec');
  const [winner, loser] = [isObject(defaults) ? defaults : {}, application ?? {}];
  const configuration = [...flatConfiguration(loser), ...flatConfiguration(winner)];
  const merged = mergeMaps(winner, loser, 0);
  return configuration.length === 0
    ? merged
    : { ...merged, flinkConfiguration: Object.fromEntries(configuration) };
}

function mergeMaps(winner: JsonObject, loser: JsonObject, depth: number): JsonObject {
  const merged = new Map<string, Json>(Object.entries(loser));
  for (const [key, value] of Object.entries(winner)) {
    const other = merged.get(key);
    const both = isObject(value) && isObject(other) && depth < maxDepth;
    merged.set(key, both ? mergeMaps(value, other, depth + 1) : value);
  }
  return Object.fromEntries(merged);
}
