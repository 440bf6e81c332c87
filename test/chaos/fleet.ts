/**
 * The fleet of a chaos run: many applications that change state in bursts, upgrades among them. Slow enough that the
 * last 100 events of an application, which CMF keeps, cover any failure of the run.
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
  /** The selection of the subscriber with this index: everything, one environment or one application, by rotation. */
  scope(index: number): Scope;
  /** True if these states, by the key of the application, are the current states. */
  isCurrent(states: ReadonlyMap<string, string | null>): boolean;
}

export interface Scope {
  readonly environment: string | null;
  readonly application: string | null;
}

export interface Application {
  readonly environment: string;
  readonly name: string;
  /**
   * A counting application is in another state each time (`STEP_1`, `STEP_2`, …), so that each of its messages has one
   * position in the record. The others repeat Flink's own states, as real jobs do.
   */
  readonly counts: boolean;
}

const environmentCount = 4;
const applicationsOfEach = 10;
const longestBurst = 3;

const states = ['CREATED', 'RUNNING', 'FAILING', 'FAILED', 'RESTARTING', 'RECONCILING', 'RUNNING'] as const;

/**
 * Where an event that recurs is one record, CMF shows its first and last time only. There no state recurs twice between
 * two polls: each ordinary application cycles through so many states, and an upgrade passes its states at once, which
 * are those of a new instance.
 */
const turns = 12;

/** `countedEvents`: an event that recurs is one record. */
export function createFleet(
  world: World,
  random: Random,
  { countedEvents }: { readonly countedEvents: boolean },
): Fleet {
  const environments = Array.from({ length: environmentCount }, (_, index) => `chaos-${index + 1}`);
  const applications = environments.flatMap((environment) =>
    Array.from({ length: applicationsOfEach }, (_, index) => {
      const counts = index % 2 === 0;
      return { environment, name: `${counts ? 'counting' : 'ordinary'}-${index + 1}`, counts };
    }),
  );
  for (const { environment, name } of applications) addApplication(world, environment, name);

  let step = 0;
  const taken = new Map<string, number>();
  const stateAfter = (application: Application): string => {
    if (application.counts) return `STEP_${step}`;
    if (!countedEvents) return random.pick(states);
    const count = taken.get(keyOf(application)) ?? 0;
    taken.set(keyOf(application), count + 1);
    return `TURN_${count % turns}`;
  };
  const change = (application: Application) => {
    step += 1;
    world.setJobState(application.environment, application.name, stateAfter(application));
  };

  return {
    environments,
    applications,
    move() {
      const application = applications[random.whole(applications.length)];
      if (!application) return;
      const { environment, name } = application;
      if (random.chance(0.05)) {
        changeJob(world, environment, name, { parallelism: 1 + random.whole(1_000) });
        if (countedEvents) world.settle(environment, name);
      } else if (!countedEvents && random.chance(0.15)) world.progress(environment, name);
      else for (let left = 1 + random.whole(longestBurst); left > 0; left -= 1) change(application);
    },
    moveAll: () => applications.forEach(change),
    scope(index) {
      if (index % 3 === 0) return { environment: null, application: null };
      const environment = environments[index % environments.length] ?? null;
      if (index % 3 === 1) return { environment, application: null };
      const chosen = applications[(index * 7) % applications.length];
      return { environment: chosen?.environment ?? environment, application: chosen?.name ?? null };
    },
    isCurrent(states) {
      if (states.size === 0) return false;
      return applications.every((application) => {
        const known = states.get(keyOf(application));
        const { status } = world.application(application.environment, application.name);
        return known === undefined || known === status?.jobStatus?.state;
      });
    },
  };
}

/** The key of an application in messages and in the record. */
export function keyOf({ environment, name }: Pick<Application, 'environment' | 'name'>): string {
  return `${environment}/${name}`;
}
