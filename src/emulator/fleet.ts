/**
 * The fleet: applications that change by themselves, reproducibly for each seed. A simulated healthy operator also
 * handles applications that clients add.
 */

import { behaviours, type Member, runHealthyOperator } from './fleet/behaviours.ts';
import { buildRealistic, realisticHistory } from './fleet/realistic.ts';
import { buildUniform, type FleetSize } from './fleet/uniform.ts';
import { createRandom } from './random.ts';
import type { World } from './world.ts';

export type { FleetSize } from './fleet/uniform.ts';

export type FleetKind = 'realistic' | 'empty' | FleetSize;

export interface Fleet {
  /** One step: advances the world's clock and lets each application act. */
  step(): void;
  readonly members: readonly Member[];
}

/** Length of the history that the fleet builds before the start time, in milliseconds. */
export function historyLength(kind: FleetKind): number {
  return kind === 'realistic' ? realisticHistory : 0;
}

/** Adds the fleet's history to the world, whose clock must start as early as `historyLength` requires. */
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
  const context = { world, random: createRandom(seed ^ 0x5eed) };
  const start = world.now().getTime() + historyLength(kind);
  const members =
    kind === 'empty' ? [] : kind === 'realistic' ? buildRealistic(context) : buildUniform(context, kind);
  if (kind === 'realistic') world.advance(start - world.now().getTime());
  const memberByKey = new Map(members.map((member) => [`${member.environment}/${member.name}`, member]));
  const idleSince = new Map(
    members
      .filter(({ behaviour }) => behaviour === 'idle')
      .map((member) => [member, world.specUpdatedAt(member.environment, member.name)]),
  );
  /** A client has changed an idle application: the operator handles that. */
  const isRevived = (member: Member) =>
    member.behaviour === 'idle' &&
    world.specUpdatedAt(member.environment, member.name) !== idleSince.get(member);

  return {
    members,
    step() {
      world.advance(speed * 1000);
      for (const { name: environment } of world.environments()) {
        for (const { metadata } of world.applications(environment)) {
          const member = memberByKey.get(`${environment}/${metadata.name}`);
          if (member && !isRevived(member)) behaviours[member.behaviour](context, member);
          else runHealthyOperator(context, environment, metadata.name);
        }
      }
    },
  };
}
