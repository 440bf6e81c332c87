/**
 * What the mirror holds at one moment: immutable values, read without waiting. A commit makes a new value;
 * whoever holds an old one keeps reading one consistent moment.
 */

import { isDeepStrictEqual } from 'node:util';
import type { Application } from '../cmf/resources/application.ts';
import type { Environment } from '../cmf/resources/environment.ts';
import type { Position } from '../live/transition.ts';

/** Revisions are numbers that the store gives to its commits: each higher than all before, and mostly not its neighbour. */
export interface ApplicationView {
  readonly application: Application;
  /** The commit that last wrote this application. */
  readonly revision: number;
  /** When the read that said so began, in epoch milliseconds. */
  readonly observedAt: number;
}

export interface EnvironmentView {
  /** The newest commit of this environment. */
  readonly revision: number;
  /** Its newest complete read; 0 when there was none. */
  readonly completeRevision: number;
  /** When that complete read began, in epoch milliseconds. */
  readonly observedAt: number;
  /** By name. The same map as long as no application changed. */
  readonly applications: ReadonlyMap<string, ApplicationView>;
}

export interface EnvironmentsView {
  readonly revision: number;
  /** When the read of the list began, in epoch milliseconds; 0 when there was none. */
  readonly observedAt: number;
  /** By name. */
  readonly environments: ReadonlyMap<string, Environment>;
}

export interface View {
  readonly environments: EnvironmentsView;
  /** An environment that was never read has revision 0. */
  environment(name: string): EnvironmentView;
  /** Names of the environments of which anything was read, listed by CMF or not. */
  readEnvironments(): readonly string[];
  /** The newest journal entry whose state this view includes. */
  readonly position: Position;
}

export const unread: EnvironmentView = {
  revision: 0,
  completeRevision: 0,
  observedAt: 0,
  applications: new Map(),
};

export const unlisted: EnvironmentsView = { revision: 0, observedAt: 0, environments: new Map() };

/** The view of these values, none of which may change any more. */
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
 * The listed environments by name. What is as it was stays the same object, and so does the whole map, so that what
 * was made of it can be kept by identity.
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
