/**
 * The fleet: applications that change by themselves, reproducibly for each seed. A simulated healthy operator also
 * handles applications that clients add.
 */

import { beHealthy, characters, type Member } from './fleet/behaviours.ts';
import { believableHistory, buildBelievable } from './fleet/realistic.ts';
import { buildUniform, type FleetSize } from './fleet/uniform.ts';
import { createRandom } from './random.ts';
import type { World } from './world.ts';

export type { FleetSize } from './fleet/uniform.ts';

export type FleetKind = 'believable' | 'empty' | FleetSize;

export interface Fleet {
  /** One step: advances the world's clock and lets each application act. */
  step(): void;
  readonly members: readonly Member[];
}

/** How long before the world's start the fleet's history begins, in milliseconds. */
export function historyOf(kind: FleetKind): number {
  return kind === 'believable' ? believableHistory : 0;
}

/** Adds the fleet's history to the world, whose clock must start as early as `historyOf` requires. */
export function createFleet(
  world: World,
  {
    kind,
    seed,
    speed,
  }: {
    readonly kind: FleetKind;
    readonly seed: number;
    /** World seconds of one step. */
    readonly speed: number;
  },
): Fleet {
  // A random source of its own: client requests do not change the fleet's random sequence.
  const scene = { world, random: createRandom(seed ^ 0x5eed) };
  const start = world.now().getTime() + historyOf(kind);
  const members =
    kind === 'empty' ? [] : kind === 'believable' ? buildBelievable(scene) : buildUniform(scene, kind);
  if (kind === 'believable') world.advance(start - world.now().getTime());
  const cast = new Map(members.map((member) => [`${member.environment}/${member.name}`, member]));

  return {
    members,
    step() {
      world.advance(speed * 1000);
      for (const { name: environment } of world.environments()) {
        for (const { metadata } of world.applications(environment)) {
          const member = cast.get(`${environment}/${metadata.name}`);
          if (member) characters[member.character](scene, member);
          else beHealthy(scene, environment, metadata.name);
        }
      }
    },
  };
}
