/** A uniform fleet of a given size, for benchmarks: identical applications, all running. */
import { type FleetContext, type Member, retune } from './behaviours.ts';
import { specOf, teamOf } from './specs.ts';

export interface FleetSize {
  readonly environments: number;
  /** Per environment. */
  readonly applications: number;
  /** Per application. */
  readonly instances: number;
}

/** Names are `env-001`, `env-002`, … and `app-001`, `app-002`, …. */
export function buildUniform({ world }: FleetContext, size: FleetSize): readonly Member[] {
  const members: Member[] = [];
  for (const environment of names('env', size.environments)) {
    world.createEnvironment({
      name: environment,
      kubernetesNamespace: environment,
      labels: { tier: 'bench' },
      flinkApplicationDefaults: { spec: { flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '1' } } },
    });
    for (const name of names('app', size.applications)) {
      world.apply(environment, {
        metadata: { name, labels: { app: name, team: teamOf(name) } },
        spec: specOf({ name, kind: 'streaming', upgradeMode: 'stateless', parallelism: 2 }),
      });
      world.settle(environment, name);
      for (let instance = 1; instance < size.instances; instance += 1) {
        retune(world, environment, world.application(environment, name));
      }
      world.settle(environment, name);
      members.push({ environment, name, behaviour: 'steady' });
    }
  }
  return members;
}

function names(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(3, '0')}`);
}
