/** What a subscriber was told, in the order in which it was told. */

export type Told = ToldState | ToldGap;

export interface ToldState {
  readonly kind: 'state';
  /** `environment/name`. */
  readonly application: string;
  readonly initial: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly source: 'POLL' | 'EVENT';
  readonly cursor: string;
}

export interface ToldGap {
  readonly kind: 'gap';
  readonly reason: string;
  readonly cursor: string;
}

/** All that one subscriber was told, over all its connections. */
export interface Story {
  readonly subscriber: string;
  readonly told: readonly Told[];
}
