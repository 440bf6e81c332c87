/**
 * A worker's side of `WORKERS`: reports its start to the primary, ends when the primary requests it or has ended, and
 * obtains the metrics of all workers for its `/metrics`.
 */
import process from 'node:process';
import type { Registry } from 'prom-client';
import { type ToPrimary, type ToWorker, workerVariables } from './messages.ts';

export interface Membership {
  /** The emulator of the primary; undefined in front of a CMF. */
  readonly emulatorUrl: string | undefined;
  /** Different for each process that is started, also for a replacement. */
  readonly id: number;
  /** Resolves with the reason when this worker has to end. */
  readonly dismissed: Promise<string>;
  /** Gives the primary access to these metrics; returns a function that collects those of all workers, as text. */
  shareMetrics(own: Registry): () => Promise<string>;
  /** To be called when it listens. */
  serve(url: string): void;
  /** Ends the process; the primary prints the message. */
  refuse(message: string): Promise<never>;
  /** Closes the channel to the primary, which would keep the process alive. */
  leave(): void;
}

/** Null in a process that no primary has started. */
export function joinPrimary(): Membership | null {
  const id = Number(process.env[workerVariables.id] ?? 0);
  return id > 0 && process.send ? createMembership(id) : null;
}

/** The environment without the variables that a primary adds for its workers. */
export function withoutWorkerVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { [workerVariables.id]: _id, [workerVariables.emulatorUrl]: _emulatorUrl, ...rest } = env;
  return rest;
}

function createMembership(id: number): Membership {
  const dismissal = Promise.withResolvers<string>();
  const scrapes = new Map<number, (text: string | null) => void>();
  let lastScrape = 0;
  let own: Registry | undefined;
  let isServing = false;

  process.on('message', (message: ToWorker) => {
    if (message.kind === 'end') dismissal.resolve('the primary closes');
    else if (message.kind === 'ping') send({ kind: 'pong' });
    else if (message.kind === 'count') count(message.round).catch(() => undefined);
    else settle(message.scrape, message.text);
  });
  process.once('disconnect', abandoned);
  // The event may have come before this module was loaded.
  if (!process.connected) abandoned();

  function abandoned(): void {
    // There is nothing to drain yet.
    if (!isServing) process.exit();
    dismissal.resolve('the primary has ended');
    for (const scrape of scrapes.keys()) settle(scrape, null);
  }

  /** A failure leaves the primary without a response, which fails the scrape. */
  async function count(round: number): Promise<void> {
    send({ kind: 'counted', round, metrics: (await own?.getMetricsAsJSON()) ?? [] });
  }

  function settle(scrape: number, text: string | null): void {
    scrapes.get(scrape)?.(text);
    scrapes.delete(scrape);
  }

  return {
    emulatorUrl: process.env[workerVariables.emulatorUrl],
    id,
    dismissed: dismissal.promise,
    shareMetrics(registry) {
      own = registry;
      return async () => {
        const scrape = ++lastScrape;
        const { promise, resolve } = Promise.withResolvers<string | null>();
        scrapes.set(scrape, resolve);
        if (process.connected) send({ kind: 'scrape', scrape });
        else settle(scrape, null);
        const text = await promise;
        if (text === null) throw new Error('The metrics of all workers could not be collected.');
        return text;
      };
    },
    serve(url) {
      isServing = true;
      send({ kind: 'serving', url });
    },
    async refuse(message) {
      await new Promise<void>((resolve) => send({ kind: 'refused', message }, resolve));
      process.exit(1);
    },
    leave() {
      if (process.connected) process.disconnect();
    },
  };
}

/** The `disconnect` event handles the end of the primary. */
function send(message: ToPrimary, done: () => void = () => undefined): void {
  process.send?.(message, undefined, undefined, () => done());
}
