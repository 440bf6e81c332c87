/** Messages between the workers and their primary, over the IPC channel of `child_process.fork`. */

export type ToPrimary =
  /** It listens, at this GraphQL endpoint. */
  | { readonly kind: 'serving'; readonly url: string }
  /** Response to a ping. */
  | { readonly kind: 'pong' }
  /** It can not start; the message says why. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Requests the metrics of all workers, as a client requested them of this one. */
  | { readonly kind: 'scrape'; readonly scrape: number }
  /** Its own metrics, as prom-client writes a registry as JSON. */
  | { readonly kind: 'counted'; readonly round: number; readonly metrics: readonly object[] };

export type ToWorker =
  /** Drain and exit. */
  | { readonly kind: 'end' }
  /** Shows whether its event loop runs. */
  | { readonly kind: 'ping' }
  /** Send your own metrics. */
  | { readonly kind: 'count'; readonly round: number }
  /** The metrics of all workers; null when they could not be collected. */
  | { readonly kind: 'scraped'; readonly scrape: number; readonly text: string | null };

/** The environment variables that make a process a worker. They are no settings. */
export const workerVariables = {
  /** The worker's id, from 1. */
  id: 'CMF_GRAPHQL_WORKER',
  /** The URL of the emulator that the primary started; absent in front of a CMF. */
  emulatorUrl: 'CMF_GRAPHQL_EMULATOR_URL',
} as const;
