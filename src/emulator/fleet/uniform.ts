/** A uniform fleet of a given size, for benchmarks: all applications alike, all running. */
import { type Member, retune, type Scene } from './behaviours.ts';
import { specOf, teamOf } from './specs.ts';

export interface FleetSize {
  readonly environments: number;
  /** In each environment. */
  readonly applications: number;
  /** Of each application. */
  readonly instances: number;
}

/** Environments `env-001`…, applications `app-001`…. */
export function buildUniform({ world }: Scene, size: FleetSize): readonly Member[] {
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
      members.push({ environment, name, character: 'steady' });
    }
  }
  return members;
}

function names(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(3, '0')}`);
}
