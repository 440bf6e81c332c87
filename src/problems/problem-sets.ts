/** The current problems of each application and environment. Computes the differences to the previous ones. */
import { identityOf, isSameProblem, type Problem } from './problem.ts';

export interface Difference {
  /** Null: it appeared. */
  readonly previous: Problem | null;
  /** Null: it is resolved. */
  readonly next: Problem | null;
}

export interface ProblemSets {
  /** Replaces the problems of an application, or of an environment itself (null). */
  replace(
    environment: string,
    application: string | null,
    problems: readonly Problem[],
  ): readonly Difference[];
  of(environment: string, application: string | null): readonly Problem[];
  /** Names of the environments that have problems of their own. */
  environments(): readonly string[];
  all(): readonly Problem[];
  clear(): void;
}

export function createProblemSets(): ProblemSets {
  const sets = new Map<string, readonly Problem[]>();
  const keyOf = (environment: string, application: string | null) =>
    JSON.stringify([environment, application]);

  return {
    replace(environment, application, problems) {
      const key = keyOf(environment, application);
      const before = sets.get(key) ?? [];
      if (problems.length > 0) sets.set(key, problems);
      else sets.delete(key);
      return differences(before, problems);
    },
    of: (environment, application) => sets.get(keyOf(environment, application)) ?? [],
    environments: () =>
      [...sets.values()].flatMap(([first]) => (first?.application === null ? [first.environment] : [])),
    all: () => [...sets.values()].flat(),
    clear: () => sets.clear(),
  };
}

function differences(before: readonly Problem[], after: readonly Problem[]): readonly Difference[] {
  const previousOf = new Map(before.map((problem) => [identityOf(problem), problem]));
  const nextOf = new Map(after.map((problem) => [identityOf(problem), problem]));
  return [
    ...before
      .filter((problem) => !nextOf.has(identityOf(problem)))
      .map((previous) => ({ previous, next: null })),
    ...after.flatMap((next) => {
      const previous = previousOf.get(identityOf(next)) ?? null;
      return previous && isSameProblem(previous, next) ? [] : [{ previous, next }];
    }),
  ];
}
