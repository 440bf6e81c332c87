/**
 * The rule by which a commit is accepted, pure. The Redis store's script is the same rule in Lua; one conformance
 * suite holds both to it.
 *
 * - A commit whose base is older than the newest complete read is a conflict as a whole.
 * - A commit whose base this state never had is a conflict: it was read against a state that is gone.
 * - An application that was written alone since the base keeps what it has; the rest of the commit stands.
 * - A commit of a part of which nothing stands is a conflict.
 * - A removal counts as a complete read: a list that was begun before it must not bring the application back.
 */
import type { ApplicationCommit, EnvironmentCommit } from './store.ts';
import type { ApplicationView, EnvironmentView } from './view.ts';

export interface Accepted {
  readonly next: EnvironmentView;
  /** The part of the commit that stands. */
  readonly applications: readonly ApplicationCommit[];
}

/** Null for a conflict. `revision` is that of the state after the commit, higher than any before. */
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
