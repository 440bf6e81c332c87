/** One change on the board of problems, and its message for a subscription with a filter. */
import type { Transition } from '../live/transition.ts';
import type { Problem } from './problem.ts';
import type { ProblemChange, ProblemChangeKind } from './problem-update.ts';

export type MatchesProblem = (problem: Problem) => boolean;

/** All subscribers with the same filter receive the same message object, so that its result is computed once. */
export class BoardChange {
  readonly #cursor: string;
  readonly #previous: Problem | null;
  readonly #next: Problem | null;
  readonly #messages = new Map<ProblemChangeKind, ProblemChange>();

  constructor(cursor: string, previous: Problem | null, next: Problem | null) {
    this.#cursor = cursor;
    this.#previous = previous;
    this.#next = next;
  }

  /** A problem that begins to match a filter appears, one that no longer matches is resolved. Null: neither matches. */
  messageFor(matches: MatchesProblem): ProblemChange | null {
    const previous = this.#previous && matches(this.#previous) ? this.#previous : null;
    const next = this.#next && matches(this.#next) ? this.#next : null;
    if (next) return this.#message(previous ? 'CHANGED' : 'APPEARED', next);
    return previous && this.#message('RESOLVED', previous);
  }

  #message(change: ProblemChangeKind, problem: Problem): ProblemChange {
    let message = this.#messages.get(change);
    if (!message) {
      message = { kind: 'change', cursor: this.#cursor, initial: false, change, problem };
      this.#messages.set(change, message);
    }
    return message;
  }
}

/** FAILED is the only kind that follows from a transition. */
export function failureIn({ environment, application, to, observedAt }: Transition): Problem | null {
  if (to?.jobState?.state !== 'FAILED') return null;
  return {
    kind: 'FAILED',
    severity: 'CRITICAL',
    environment,
    application,
    instance: to.instance,
    savepoint: null,
    since: observedAt,
    summary: 'The job failed',
  };
}
