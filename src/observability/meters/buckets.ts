/** Upper bounds of histogram buckets, in seconds. */

/** Covers cached responses up to requests that reach their time limit. */
export const latencyBuckets = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];

/** For calls to other systems. */
export const callBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** For the time until a change is known, which depends on the cadence of polls. */
export const delayBuckets = [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 15, 30, 60, 300];
