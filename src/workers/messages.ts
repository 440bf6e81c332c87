/** Messages between the workers and their primary, over the IPC channel of `child_process.fork`. */

export type ToPrimary =
  /** It listens, at this GraphQL endpoint. */
  | { readonly kind: 'serving'; readonly url: string }
  /** Response to a ping. */
  | { readonly kind: 'pong' }
  /** The worker cannot start; the message contains the reason. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Requests the metrics of all workers, because this worker received a scrape. */
  | { readonly kind: 'scrape'; readonly scrape: number }
  /** Its own metrics, as prom-client writes a registry as JSON. */
  | { readonly kind: 'counted'; readonly round: number; readonly metrics: readonly object[] };

export type ToWorker =
  /** Drain and exit. */
  | { readonly kind: 'end' }
  /** Checks that the event loop of the worker runs. */
  | { readonly kind: 'ping' }
  /** Send your own metrics. */
  | { readonly kind: 'count'; readonly round: number }
  /** The metrics of all workers; null when they could not be collected. */
  | { readonly kind: 'scraped'; readonly scrape: number; readonly text: string | null };

/** The environment variables that make a process a worker. They are not settings. */
export const workerVariables = {
  /** The worker's id, from 1. */
  id: 'CMF_GRAPHQL_WORKER',
  /** The URL of the emulator that the primary started; absent in front of a CMF. */
  emulatorUrl: 'CMF_GRAPHQL_EMULATOR_URL',
} as const;
