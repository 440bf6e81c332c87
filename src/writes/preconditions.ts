/** Checks the preconditions of a write to an application. */

import type { ApplicationState } from './fresh-reads.ts';
import { WriteProblems } from './problems.ts';

export interface Preconditions {
  /** The UID that the newest instance must have; undefined: any. */
  readonly expectedLatest?: string | undefined;
  /** Writes also to an application that Confluent for Kubernetes owns. */
  readonly force: boolean;
}

/** Confluent for Kubernetes marks what it owns (contract section 4). */
const ownerAnnotation = 'cmf.platform.confluent.io/managed-by';

/**
 * Throws `WriteProblems` if the latest instance is not the expected one, or if Confluent for Kubernetes owns the
 * application.
 */
export function assertPreconditions(state: ApplicationState, { expectedLatest, force }: Preconditions): void {
  const latest = latestOf(state);
  if (expectedLatest !== undefined && expectedLatest !== latest) {
    const message =
      latest === null
        ? 'The application has no instance. Nothing was sent.'
        : `The latest instance is ${latest}. Nothing was sent.`;
    throw new WriteProblems({
      type: 'CONFLICT',
      code: 'CONFLICT',
      message,
      path: ['expectedLatestInstance'],
      latest,
    });
  }
  const owner = state.application?.annotations[ownerAnnotation];
  if (owner === undefined || force) return;
  throw new WriteProblems({
    type: 'MANAGED_ELSEWHERE',
    code: 'MANAGED_ELSEWHERE',
    message: `Confluent for Kubernetes owns this application (${owner}) and would undo the change. Change it there.`,
    path: ['force'],
    owner,
  });
}

/** UID of the newest instance; null if there is none. */
export function latestOf({ instances }: ApplicationState): string | null {
  return instances[0]?.uid ?? null;
}
