/**
 * The content of the mirror at one moment: immutable values, read synchronously. A commit makes a new value; a reader
 * with an old one still reads one consistent moment.
 */

import { isDeepStrictEqual } from 'node:util';
import type { Application } from '../cmf/resources/application.ts';
import type { Environment } from '../cmf/resources/environment.ts';
import type { Position } from '../live/transition.ts';

/** Each commit has a revision, a number that is higher than all earlier ones. Revisions are not consecutive. */
export interface ApplicationView {
  readonly application: Application;
  /** The commit that last wrote this application. */
  readonly revision: number;
  /** When the read of this value started, in epoch milliseconds. */
  readonly observedAt: number;
}

export interface EnvironmentView {
  /** The newest commit of this environment. */
  readonly revision: number;
  /** Its newest complete read; 0 when there was none. */
  readonly completeRevision: number;
  /** When that complete read started, in epoch milliseconds. */
  readonly observedAt: number;
  /** By name. The same map while no application changes. */
  readonly applications: ReadonlyMap<string, ApplicationView>;
}

export interface EnvironmentsView {
  readonly revision: number;
  /** When the read of the list started, in epoch milliseconds; 0 when there was none. */
  readonly observedAt: number;
  /** By name. */
  readonly environments: ReadonlyMap<string, Environment>;
}

export interface View {
  readonly environments: EnvironmentsView;
  /** An environment that was never read has revision 0. */
  environment(name: string): EnvironmentView;
  /** Names of the environments with data, whether CMF still lists them or not. */
  readEnvironments(): readonly string[];
  /** The newest journal entry whose state this view includes. */
  readonly position: Position;
}

/** The names of the environments that CMF lists. */
export function environmentNames({ environments }: View): readonly string[] {
  return [...environments.environments.keys()];
}

export const unread: EnvironmentView = {
  revision: 0,
  completeRevision: 0,
  observedAt: 0,
  applications: new Map(),
};

export const unlisted: EnvironmentsView = { revision: 0, observedAt: 0, environments: new Map() };

/** The view of these values, which must not change afterwards. */
export function createView(
  environments: EnvironmentsView,
  byName: ReadonlyMap<string, EnvironmentView>,
  position: Position,
): View {
  return {
    environments,
    position,
    environment: (name) => byName.get(name) ?? unread,
    readEnvironments: () => [...byName.keys()],
  };
}

/**
 * The listed environments by name. Unchanged environments stay the same objects, and an unchanged map stays the same
 * map, so that results derived from them can be cached by identity.
 */
export function listing(
  before: EnvironmentsView['environments'],
  environments: readonly Environment[],
): EnvironmentsView['environments'] {
  const next = new Map(
    environments.map((environment) => {
      const known = before.get(environment.name);
      return [environment.name, known && isDeepStrictEqual(known, environment) ? known : environment];
    }),
  );
  const isSame = next.size === before.size && [...next].every(([name, value]) => before.get(name) === value);
  return isSame ? before : next;
}
