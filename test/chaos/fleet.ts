/**
 * The fleet of a chaos run: many applications that change state in bursts, upgrades among them. Slow enough that an
 * application's last 100 events, which is what CMF keeps, outlast any failure of the run.
 */
import type { Random } from '../../src/emulator/random.ts';
import { addApplication, changeJob, type World } from '../support/world.ts';

export interface Fleet {
  readonly environments: readonly string[];
  readonly applications: readonly Application[];
  /** Changes one application. */
  move(): void;
  /** Changes each application once. */
  moveAll(): void;
}

export interface Application {
  readonly environment: string;
  readonly name: string;
  /**
   * A counting application is in another state each time (`STEP_1`, `STEP_2`, …), so that each of its messages has
   * one place in the record only. The others repeat Flink's own states, as real jobs do.
   */
  readonly counts: boolean;
}

const environmentCount = 4;
const applicationsOfEach = 10;
const longestBurst = 3;

const states = ['CREATED', 'RUNNING', 'FAILING', 'FAILED', 'RESTARTING', 'RECONCILING', 'RUNNING'] as const;

export function createFleet(world: World, random: Random): Fleet {
  const environments = Array.from({ length: environmentCount }, (_, index) => `chaos-${index + 1}`);
  const applications = environments.flatMap((environment) =>
    Array.from({ length: applicationsOfEach }, (_, index) => {
      const counts = index % 2 === 0;
      return { environment, name: `${counts ? 'counting' : 'ordinary'}-${index + 1}`, counts };
    }),
  );
  for (const { environment, name } of applications) addApplication(world, environment, name);

  let step = 0;
  const change = ({ environment, name, counts }: Application) => {
    step += 1;
    world.setJobState(environment, name, counts ? `STEP_${step}` : random.pick(states));
  };

  return {
    environments,
    applications,
    move() {
      const application = applications[random.whole(applications.length)];
      if (!application) return;
      const { environment, name } = application;
      if (random.chance(0.05)) changeJob(world, environment, name, { parallelism: 1 + random.whole(1_000) });
      else if (random.chance(0.15)) world.progress(environment, name);
      else for (let left = 1 + random.whole(longestBurst); left > 0; left -= 1) change(application);
    },
    moveAll: () => applications.forEach(change),
  };
}

/** The key of an application in messages and in the record. */
export function keyOf({ environment, name }: Pick<Application, 'environment' | 'name'>): string {
  return `${environment}/${name}`;
}
