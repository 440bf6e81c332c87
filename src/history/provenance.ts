/**
 * Where each value of an effective spec comes from, as far as the documents prove it.
 *
 * The effective spec is the application's spec merged with the environment's defaults; on conflict the environment
 * wins (rules 6 to 8): maps merge key by key, lists are taken whole, Flink configuration is one map of flat keys. A
 * value is attributed only when that merge of the documents at hand yields it. When it does not, they have changed
 * since the instance was made, and the origin is `UNKNOWN`: nothing is guessed.
 */
import { isObject, type Json, type JsonObject } from '../json.ts';
import { flatConfiguration } from './configuration.ts';
import { child, locate, type Step } from './diff/path.ts';
import { maxDepth, own, sameJson } from './diff/tree.ts';
import { instanceAnnotation, originAnnotation } from './logs/annotation.ts';

/** `BOTH`: environment and application say the same. `CMF`: in neither, CMF put it there. */
export type Origin = 'ENVIRONMENT' | 'APPLICATION' | 'BOTH' | 'CMF' | 'UNKNOWN';

export interface SpecDocuments {
  /** The instance's effective spec. */
  readonly effective: JsonObject | null;
  /** The application's own spec. */
  readonly application: JsonObject | null;
  /** The environment's `flinkApplicationDefaults`, of which `spec` is merged into specs. */
  readonly environment: JsonObject | null;
  /** True when both are those of the moment the instance was made: then what neither of them has can only be CMF's. */
  readonly exact: boolean;
}

export interface Provenance {
  readonly path: string;
  readonly segments: readonly string[];
  readonly value: Json;
  readonly origin: Origin;
  /** The application's value that lost to the environment's or CMF's; undefined when none did. */
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

  /** `lost`: what the application had in place of a map that the environment won. */
  function walk(step: Step, value: Json, sources: Sources, lost: Json | undefined, depth: number): void {
    if (!isObject(value) || Object.keys(value).length === 0 || depth >= maxDepth) {
      return leaf(step, value, attribute(value, sources, exact, lost, injectedAt(step)));
    }
    const { environment, application } = sources;
    const merged = environment === undefined ? application : environment;
    // A map where the documents now have something else: nothing below can be told from them.
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
  return configurationOf(documents).toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

function configurationOf({
  effective,
  application,
  environment,
  exact,
}: SpecDocuments): readonly ConfigurationEntry[] {
  const defaults = own(environment ?? {}, 'spec');
  const enforced = flatConfiguration(isObject(defaults) ? defaults : null);
  const asked = flatConfiguration(application);
  return [...flatConfiguration(effective)].map(([key, value]) => {
    const sources = { environment: enforced.get(key), application: asked.get(key), contradicted: false };
    const { origin, overridden } = attribute(value, sources, exact, undefined, 'NO');
    return { key, value, origin, overridden: overridden === undefined ? undefined : asked.get(key) };
  });
}

/** What the documents have at one place; undefined for nothing. */
interface Sources {
  readonly environment: Json | undefined;
  readonly application: Json | undefined;
  /** The merge of the documents has no map where the effective spec has one, here or further up. */
  readonly contradicted: boolean;
}

interface Attribution {
  readonly origin: Origin;
  readonly overridden: Json | undefined;
}

/** Whether CMF is known to inject at a place: always over what is there, or only where nothing is. */
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
  // Two maps merge: an empty environment map alone does not make an empty result of a map that has keys.
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
