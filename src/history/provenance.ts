/**
 * Determines the origin of each value of an effective spec, as far as the documents prove it.
 *
 * The effective spec is the spec of the application merged with the defaults of the environment, which win (rules 6
 * to 8): maps merge key by key, lists are taken whole, and Flink configuration is one map of flat keys. A value is
 * attributed only if this merge of the given documents produces it. Otherwise the documents have changed since the
 * instance was created, and the origin is `UNKNOWN`; nothing is guessed.
 */
import { isObject, type Json, type JsonObject } from '../json.ts';
import { flatConfiguration } from './configuration.ts';
import { child, locate, type Step } from './diff/path.ts';
import { maxDepth, own, sameJson } from './diff/tree.ts';
import { instanceAnnotation, originAnnotation } from './logs/annotation.ts';

/** `BOTH`: environment and application set the same value. `CMF`: in neither document; CMF added it. */
export type Origin = 'ENVIRONMENT' | 'APPLICATION' | 'BOTH' | 'CMF' | 'UNKNOWN';

export interface SpecDocuments {
  /** The effective spec of the instance. */
  readonly effective: JsonObject | null;
  /** The spec of the application itself. */
  readonly application: JsonObject | null;
  /** The `flinkApplicationDefaults` of the environment; CMF merges its `spec`. */
  readonly environment: JsonObject | null;
  /** True if both are the documents at the creation of the instance. A value in neither is then from CMF. */
  readonly exact: boolean;
}

export interface Provenance {
  readonly path: string;
  readonly segments: readonly string[];
  readonly value: Json;
  readonly origin: Origin;
  /** The value of the application that the environment or CMF overrides; undefined if there is none. */
  readonly overridden: Json | undefined;
}

export interface ConfigurationEntry {
  readonly key: string;
  readonly value: string;
  readonly origin: Origin;
  readonly overridden: string | undefined;
}

/** The origin of every leaf of the effective spec, in document order. Scalars, lists and empty maps are leaves. */
export function provenance(documents: SpecDocuments): readonly Provenance[] {
  const { effective, application, exact } = documents;
  const defaults = own(documents.environment ?? {}, 'spec');
  const entries: Provenance[] = [];

  function leaf(step: Step, value: Json, attribution: Attribution): void {
    entries.push({ ...locate(step), value, ...attribution });
  }

  /** `lost`: the value of the application in place of a map of the environment, which wins. */
  function walk(step: Step, value: Json, sources: Sources, lost: Json | undefined, depth: number): void {
    if (!isObject(value) || Object.keys(value).length === 0 || depth >= maxDepth) {
      return leaf(step, value, attribute(value, sources, exact, lost, injectedAt(step)));
    }
    const { environment, application } = sources;
    const merged = environment === undefined ? application : environment;
    // The documents have another type where the spec has a map: they prove nothing below it.
    const contradicted = sources.contradicted || (merged !== undefined && !isObject(merged));
    const loser =
      isObject(environment) && application !== undefined && !isObject(application) ? application : lost;
    for (const key of Object.keys(value)) {
      const inner = own(value, key);
      if (inner === undefined) continue;
      const below = { environment: own(environment, key), application: own(application, key), contradicted };
      walk(child(step, key), inner, below, loser, depth + 1);
    }
  }

  for (const [key, value] of Object.entries(effective ?? {})) {
    const step = child(null, key);
    if (key === 'flinkConfiguration' && isObject(value)) {
      for (const { key, value, origin, overridden } of configurationOf(documents)) {
        leaf(child(step, key), value, { origin, overridden });
      }
    } else {
      const sources = {
        environment: own(defaults, key),
        application: own(application ?? {}, key),
        contradicted: false,
      };
      walk(step, value, sources, undefined, 1);
    }
  }
  return entries;
}

/** The origin of the leaf at `segments`; null when the effective spec has no leaf there. */
export function provenanceAt(documents: SpecDocuments, segments: readonly string[]): Provenance | null {
  return provenance(documents).find((entry) => sameJson(entry.segments, segments)) ?? null;
}

/** The effective Flink configuration with each key's origin, sorted by key. */
export function configurationEntries(documents: SpecDocuments): readonly ConfigurationEntry[] {
  return configurationOf(documents).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function configurationOf({
  effective,
  application,
  environment,
  exact,
}: SpecDocuments): readonly ConfigurationEntry[] {
  const defaults = own(environment ?? {}, 'spec');
  const environmentKeys = flatConfiguration(isObject(defaults) ? defaults : null);
  const applicationKeys = flatConfiguration(application);
  return [...flatConfiguration(effective)].map(([key, value]) => {
    const sources = {
      environment: environmentKeys.get(key),
      application: applicationKeys.get(key),
      contradicted: false,
    };
    const { origin, overridden } = attribute(value, sources, exact, undefined, 'NO');
    return {
      key,
      value,
      origin,
      overridden: overridden === undefined ? undefined : applicationKeys.get(key),
    };
  });
}

/** The values of the documents at one location; undefined if absent. */
interface Sources {
  readonly environment: Json | undefined;
  readonly application: Json | undefined;
  /** True if the merge has no map where the effective spec has one, here or above. */
  readonly contradicted: boolean;
}

interface Attribution {
  readonly origin: Origin;
  readonly overridden: Json | undefined;
}

/** Whether CMF adds a value at a location: always, overriding the documents, or only if absent. */
type Injected = 'ALWAYS' | 'WHEN_ABSENT' | 'NO';

function attribute(
  value: Json,
  { environment, application, contradicted }: Sources,
  exact: boolean,
  lost: Json | undefined,
  injected: Injected,
): Attribution {
  const asEnvironment = sameJson(value, environment);
  const asApplication = sameJson(value, application);
  if (injected === 'ALWAYS') return { origin: 'CMF', overridden: asApplication ? undefined : application };
  if (contradicted) return { origin: 'UNKNOWN', overridden: undefined };
  if (environment === undefined && application === undefined) {
    return { origin: exact || injected === 'WHEN_ABSENT' ? 'CMF' : 'UNKNOWN', overridden: undefined };
  }
  if (environment === undefined && asApplication) return { origin: 'APPLICATION', overridden: undefined };
  if (asEnvironment && asApplication) return { origin: 'BOTH', overridden: undefined };
  // Maps merge: an empty map of the environment does not empty a map of the application.
  if (asEnvironment && !(isObject(environment) && isObject(application))) {
    return { origin: 'ENVIRONMENT', overridden: application === undefined ? lost : application };
  }
  return { origin: 'UNKNOWN', overridden: undefined };
}

function injectedAt(step: Step): Injected {
  if (step.segment !== instanceAnnotation && step.segment !== originAnnotation) return 'NO';
  if (locate({ ...step, segment: 'x' }).path !== 'podTemplate.metadata.annotations.x') return 'NO';
  return step.segment === instanceAnnotation ? 'ALWAYS' : 'WHEN_ABSENT';
}
