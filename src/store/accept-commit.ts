/**
 * The rule that accepts or refuses a commit: pure. `commit.lua` implements the same rule; one conformance suite tests
 * both.
 *
 * - A commit whose base is older than the newest complete read is a conflict as a whole.
 * - A commit whose base this state never had is a conflict: its state no longer exists.
 * - An application that was written separately since the base keeps its value; the rest of the commit is accepted.
 * - An incomplete commit of which nothing is accepted is a conflict.
 * - A removal counts as a complete read: a list that started before it must not restore the application.
 */
import type { ApplicationCommit, EnvironmentCommit } from './store.ts';
import type { ApplicationView, EnvironmentView } from './view.ts';

export interface Accepted {
  readonly next: EnvironmentView;
  /** The accepted part of the commit. */
  readonly applications: readonly ApplicationCommit[];
}

/** Null for a conflict. `revision` is the revision after the commit; it is higher than all earlier ones. */
export function accept(
  current: EnvironmentView,
  commit: EnvironmentCommit,
  revision: number,
): Accepted | null {
  if (current.completeRevision > commit.base || commit.base > current.revision) return null;
  const standing = commit.applications.filter(
    ({ name }) => (current.applications.get(name)?.revision ?? 0) <= commit.base,
  );
  if (!commit.complete && standing.length === 0) return null;

  const isRemoval = standing.some(({ application }) => application === null);
  return {
    applications: standing,
    next: {
      revision,
      completeRevision: commit.complete || isRemoval ? revision : current.completeRevision,
      observedAt: commit.complete ? commit.observedAt : current.observedAt,
      applications:
        standing.length === 0 ? current.applications : withWritten(current, commit, standing, revision),
    },
  };
}

function withWritten(
  current: EnvironmentView,
  { observedAt }: EnvironmentCommit,
  written: readonly ApplicationCommit[],
  revision: number,
): ReadonlyMap<string, ApplicationView> {
  const applications = new Map(current.applications);
  for (const { name, application } of written) {
    if (application) applications.set(name, { application, revision, observedAt });
    else applications.delete(name);
  }
  return applications;
}
