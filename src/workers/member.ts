/**
 * A worker's side of `WORKERS`: it tells its primary how its start went, hears from it when to end, and answers
 * `/metrics` for all. When the primary is gone, it drains and ends as well.
 */
import cluster, { type Worker } from 'node:cluster';
import process from 'node:process';
import type { Registry } from 'prom-client';
import type { ToPrimary, ToWorker } from './messages.ts';

export interface Membership {
  /** Another for each process that is started, also in place of one that ended. */
  readonly id: number;
  /** Resolves when this worker is to end, with the reason. */
  readonly dismissed: Promise<string>;
  /** Lets the primary ask for these metrics; returns how to ask for those of all, as a text for Prometheus. */
  shareMetrics(own: Registry): () => Promise<string>;
  /** To be called when it listens. */
  serve(url: string): void;
  /** Ends the process; the primary says why. */
  refuse(words: string): Promise<never>;
  /** Lets the process end, which the channel to the primary would keep alive. */
  leave(): void;
}

/** Null in a process that no primary has started. */
export function joinPrimary(): Membership | null {
  return cluster.worker ? membershipOf(cluster.worker) : null;
}

function membershipOf(worker: Worker): Membership {
  const dismissal = Promise.withResolvers<string>();
  const scrapes = new Map<number, (text: string | null) => void>();
  let asked = 0;
  let own: Registry | undefined;

  process.on('message', (message: ToWorker) => {
    if (message.kind === 'end') dismissal.resolve('the primary closes');
    else if (message.kind === 'ping') tell({ kind: 'pong' });
    else if (message.kind === 'count') count(message.round).catch(() => undefined);
    else settle(message.scrape, message.text);
  });

  /** What it fails to tell fails the scrape. */
  async function count(round: number): Promise<void> {
    tell({ kind: 'counted', round, metrics: (await own?.getMetricsAsJSON()) ?? [] });
  }

  function settle(scrape: number, text: string | null): void {
    scrapes.get(scrape)?.(text);
    scrapes.delete(scrape);
  }

  return {
    id: worker.id,
    dismissed: dismissal.promise,
    shareMetrics(registry) {
      own = registry;
      return async () => {
        const scrape = ++asked;
        const { promise, resolve } = Promise.withResolvers<string | null>();
        scrapes.set(scrape, resolve);
        if (worker.isConnected()) tell({ kind: 'scrape', scrape });
        else settle(scrape, null);
        const text = await promise;
        if (text === null) throw new Error('The metrics of all workers could not be collected.');
        return text;
      };
    },
    serve(url) {
      tell({ kind: 'serving', url });
      worker.once('disconnect', () => {
        // Node would end the process at once, and clients with it.
        worker.exitedAfterDisconnect = true;
        dismissal.resolve('the primary is gone');
        for (const scrape of scrapes.keys()) settle(scrape, null);
      });
    },
    async refuse(words) {
      await new Promise<void>((resolve) => tell({ kind: 'refused', words }, resolve));
      process.exit(1);
    },
    leave() {
      if (worker.isConnected()) process.disconnect();
    },
  };
}

/** A primary that is gone is no failure of what is told. */
function tell(message: ToPrimary, done: () => void = () => undefined): void {
  process.send?.(message, undefined, undefined, () => done());
}
