/**
 * The fleet: applications that live in a world and move by themselves, the same from the same seed. Applications that
 * clients add to the world are looked after too, by a healthy operator.
 */

import { believableHistory, buildBelievable } from './fleet/believable.ts';
import { beHealthy, characters, type Member } from './fleet/characters.ts';
import { buildUniform, type FleetSize } from './fleet/uniform.ts';
import { createRandom } from './random.ts';
import type { World } from './world.ts';

export type { FleetSize } from './fleet/uniform.ts';

export type FleetKind = 'believable' | 'empty' | FleetSize;

export interface Fleet {
  /** One move: the world's clock goes on, and each application may do something. */
  step(): void;
  readonly members: readonly Member[];
}

/** How long before the world's start the fleet's history begins, in milliseconds. */
export function historyOf(kind: FleetKind): number {
  return kind === 'believable' ? believableHistory : 0;
}

/** Builds the fleet's history into the world, which must be as old as `historyOf` says. */
export function createFleet(
  world: World,
  {
    kind,
    seed,
    speed,
  }: {
    readonly kind: FleetKind;
    readonly seed: number;
    /** World seconds in a move. */
    readonly speed: number;
  },
): Fleet {
  // Its own randomness, apart from the world's: what clients do does not change what the fleet draws.
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
