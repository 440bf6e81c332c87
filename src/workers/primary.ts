/**
 * The primary of `WORKERS`: starts that many gateways as processes on one port, puts another in the place of one that
 * ends, and adds up their metrics. It takes the connections and hands them out in turn; it serves nothing itself.
 *
 * Closing it: each worker drains as a single gateway does, then it is done.
 */
import cluster, { type Worker } from 'node:cluster';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Logger } from '../observability/log.ts';
import { createCollector } from './collector.ts';
import type { ToPrimary, ToWorker } from './messages.ts';
import { watchHandedOver } from './untaken.ts';

export interface Workers extends AsyncDisposable {
  /** The GraphQL endpoint of all. */
  readonly url: string;
  /** Rejects with a `WorkerError` when none serves and another could not start. */
  readonly failed: Promise<never>;
}

export interface WorkersOptions {
  readonly count: number;
  /** Added to the workers' environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly shutdownTimeoutMs: number;
  readonly log: Logger;
}

/** The workers can not serve; the message says why, for people. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
}

interface Member {
  readonly worker: Worker;
  url?: string;
  /** Why it could not start, in its own words. */
  refusal?: string;
  /** Pings since it answered one. */
  unanswered: number;
  readonly closeUntaken: () => void;
  readonly gone: PromiseWithResolvers<void>;
}

const firstDelayMs = 100;
const longestDelayMs = 30_000;
/** How long a death counts towards the delay. */
const rememberedMs = 60_000;
/** Beyond `shutdownTimeoutMs`: WebSockets get 30 s of `ws` for their closing handshake. */
const closingMs = 35_000;

/** One that does not answer this many pings is killed: it would be handed connections that nobody serves. */
const mostUnanswered = 4;
const pingMs = 5_000;

const portLost = 'All workers had ended, and with PORT=0 the next ones took another port.';

/** Resolves when all serve. Rejects when one can not start, as it would alone. */
export async function startWorkers({ count, env, shutdownTimeoutMs, log }: WorkersOptions): Promise<Workers> {
  // Unlike JSON it keeps numbers that are none, which metrics may be.
  cluster.setupPrimary({ serialization: 'advanced' });
  await using opening = new AsyncDisposableStack();
  const members = new Map<number, Member>();
  const closing = new AbortController();
  const complete = Promise.withResolvers<string>();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  let isComplete = false;
  let url: string | undefined;
  let deaths: readonly number[] = [];

  const serving = () => [...members.values()].filter(({ url }) => url !== undefined);
  const tell = (id: number, message: ToWorker) =>
    // One that has just ended is heard of by its end.
    members.get(id)?.worker.send(message, () => undefined);
  const collector = createCollector((id, round) => tell(id, { kind: 'count', round }));

  function start(): void {
    const worker = cluster.fork(env);
    const member: Member = {
      worker,
      unanswered: 0,
      closeUntaken: watchHandedOver(worker.process),
      gone: Promise.withResolvers(),
    };
    members.set(worker.id, member);
    worker.on('message', (message: ToPrimary) => hear(member, message));
    worker.on('error', (error) => {
      log.error({ err: error, worker: worker.id }, 'a worker could not be started or reached');
      if (worker.process.pid === undefined) end(member, error.message);
    });
    // It may have ended before its last words are read, and the other way round.
    worker.once('exit', (code, signal) => {
      if (!worker.isConnected()) end(member, signal ?? code);
    });
    worker.once('disconnect', () => {
      const { exitCode, signalCode } = worker.process;
      if (worker.isDead()) end(member, signalCode ?? exitCode);
    });
  }

  function hear(member: Member, message: ToPrimary): void {
    const { id, process } = member.worker;
    if (message.kind === 'serving') {
      if (message.url !== (url ??= message.url)) return failure.reject(new WorkerError(portLost));
      member.url = message.url;
      log.info({ worker: id, pid: process.pid }, 'a worker serves');
      if (serving().length === count) complete.resolve(message.url);
      isComplete ||= serving().length === count;
    } else if (message.kind === 'pong') {
      member.unanswered = 0;
    } else if (message.kind === 'refused') {
      member.refusal = message.words;
    } else if (message.kind === 'counted') {
      collector.answered(id, message.round, message.metrics);
    } else {
      const { scrape } = message;
      collector.collect(serving().map(({ worker }) => worker.id)).then(
        (text) => tell(id, { kind: 'scraped', scrape, text }),
        (error: unknown) => {
          log.warn({ err: error }, 'the metrics of the workers could not be collected');
          tell(id, { kind: 'scraped', scrape, text: null });
        },
      );
    }
  }

  function end(member: Member, how: string | number | null): void {
    const { worker, url, refusal } = member;
    if (!members.delete(worker.id)) return;
    member.closeUntaken();
    member.gone.resolve();
    collector.ended(worker.id);
    if (closing.signal.aborted) return;
    if (url === undefined && (!isComplete || serving().length === 0)) {
      failure.reject(new WorkerError(refusal ?? `A worker ended with ${how} before it served.`));
      return;
    }
    const delayMs = delay();
    log.error({ worker: worker.id, how, refusal, delayMs }, 'a worker has ended; another takes its place');
    elapsed(delayMs, undefined, { signal: closing.signal }).then(start, () => undefined);
  }

  /** Doubles each time that as many have ended as there are, all within a while. */
  function delay(): number {
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < rememberedMs), now];
    return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.floor((deaths.length - 1) / count));
  }

  const pinging = setInterval(() => {
    for (const member of serving()) {
      const { id, process } = member.worker;
      if (member.unanswered >= mostUnanswered) {
        log.error({ worker: id, pid: process.pid }, 'a worker does not answer and is killed');
        process.kill('SIGKILL');
      }
      member.unanswered += 1;
      tell(id, { kind: 'ping' });
    }
  }, pingMs);
  opening.defer(() => clearInterval(pinging));
  opening.defer(async () => {
    closing.abort();
    const kill = () => members.forEach(({ worker }) => void worker.process.kill('SIGKILL'));
    for (const [id, { worker, url }] of members) {
      if (url === undefined) worker.process.kill('SIGKILL');
      else tell(id, { kind: 'end' });
    }
    const timer = setTimeout(kill, shutdownTimeoutMs + closingMs);
    await Promise.all([...members.values()].map(({ gone }) => gone.promise));
    clearTimeout(timer);
  });
  for (let started = 0; started < count; started += 1) start();
  const served = await Promise.race([complete.promise, failure.promise]);
  const disposal = opening.move();
  return { url: served, failed: failure.promise, [Symbol.asyncDispose]: () => disposal.disposeAsync() };
}
