/** What workers and their primary tell each other, over the channel that `node:cluster` opens between them. */

export type ToPrimary =
  /** It serves, at this GraphQL endpoint. */
  | { readonly kind: 'serving'; readonly url: string }
  /** It gets to answer. */
  | { readonly kind: 'pong' }
  /** It can not start, for this reason in words. */
  | { readonly kind: 'refused'; readonly words: string }
  /** Somebody asked it for the metrics of all. */
  | { readonly kind: 'scrape'; readonly scrape: number }
  /** Its own metrics, as prom-client writes a registry as JSON. */
  | { readonly kind: 'counted'; readonly round: number; readonly metrics: readonly object[] };

export type ToWorker =
  /** Drain and end. */
  | { readonly kind: 'end' }
  /** Answer. */
  | { readonly kind: 'ping' }
  /** Tell your own metrics. */
  | { readonly kind: 'count'; readonly round: number }
  /** Those of all; null: they could not be had. */
  | { readonly kind: 'scraped'; readonly scrape: number; readonly text: string | null };
