/** The messages that a subscriber received, in order. */

export type Received = ReceivedState | ReceivedGap;

export interface ReceivedState {
  readonly kind: 'state';
  /** `environment/name`. */
  readonly application: string;
  readonly initial: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly jobId: string | null;
  readonly source: 'POLL' | 'EVENT';
  readonly cursor: string;
}

export interface ReceivedGap {
  readonly kind: 'gap';
  readonly reason: string;
  readonly cursor: string;
  /** When it was received, in epoch milliseconds. */
  readonly at: number;
}

/** All messages of one subscriber, over all its connections. */
export interface SubscriberLog {
  readonly subscriber: string;
  readonly received: readonly Received[];
}
