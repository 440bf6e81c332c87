/** Job states: their labels, and their glyphs for text. The worst comes first in `jobStates`. */
import type { JobState } from '../gql/fleetUpdatesSubscription.graphql.ts';

export type { JobState };

export type Shape = 'dot' | 'ring' | 'check' | 'pause' | 'cross' | 'slash' | 'question' | 'none';

interface Appearance {
  readonly shape: Shape;
  /** The glyph where only text is possible: the title of the window. */
  readonly text: string;
}

const ring: Appearance = { shape: 'ring', text: '○' };

const appearances: Readonly<Record<JobState, Appearance>> = {
  FAILED: { shape: 'cross', text: '✗' },
  FAILING: ring,
  RESTARTING: ring,
  RECONCILING: ring,
  INITIALIZING: ring,
  CREATED: ring,
  CANCELLING: ring,
  UNKNOWN: { shape: 'question', text: '?' },
  RUNNING: { shape: 'dot', text: '●' },
  SUSPENDED: { shape: 'pause', text: '‖' },
  CANCELED: { shape: 'slash', text: '⊘' },
  FINISHED: { shape: 'check', text: '✓' },
};

export const jobStates = Object.keys(appearances) as readonly JobState[];

export function isJobState(text: string): text is JobState {
  return Object.hasOwn(appearances, text);
}

/** Null: the application has no job. */
export function appearanceOf(state: JobState | null | undefined): Appearance {
  return state ? appearances[state] : { shape: 'none', text: '–' };
}
