/**
 * The primary of `WORKERS`: starts that many gateways as processes that listen on one port (SO_REUSEPORT), replaces one
 * that ends or hangs, and adds up their metrics. It accepts no connections and serves nothing itself.
 *
 * Closing it: each worker drains as a single gateway does; then the primary is done.
 */
import { type ChildProcess, fork } from 'node:child_process';
import process from 'node:process';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Logger } from '../observability/log.ts';
import { createCollector } from './collector.ts';
import { type ToPrimary, type ToWorker, workerVariables } from './messages.ts';
import type { ReservedPort } from './port.ts';

export interface Workers extends AsyncDisposable {
  /** The GraphQL endpoint of all. */
  readonly url: string;
  /** Rejects with a `WorkerError` when no worker serves and another one could not start. */
  readonly failed: Promise<never>;
}

export interface WorkersOptions {
  readonly count: number;
  readonly reserved: ReservedPort;
  /** The program that each of them runs. */
  readonly program: string;
  /** The emulator that the primary started for all workers; null in front of a CMF. */
  readonly emulatorUrl: string | null;
  /** A worker that does not respond for this long is killed and replaced. */
  readonly workerTimeoutMs: number;
  readonly shutdownTimeoutMs: number;
  readonly log: Logger;
}

/** The workers cannot serve; the message contains the reason for the user. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
}

interface Member {
  readonly id: number;
  readonly process: ChildProcess;
  isServing: boolean;
  /** Why it could not start. */
  refusal?: string;
  /** Pings since its last pong. */
  unanswered: number;
  readonly gone: PromiseWithResolvers<void>;
}

const firstDelayMs = 100;
const longestDelayMs = 30_000;
/** How long a death counts towards the delay. */
const deathWindowMs = 60_000;
/** Beyond `shutdownTimeoutMs`: WebSockets get 30 s of `ws` for their closing handshake. */
const closingMs = 35_000;

/** Pings within `workerTimeoutMs`. A worker that responds to none of them is killed. */
const mostUnanswered = 10;
/** The longest time limit of a scrape, below the 10 s that Prometheus waits by default. */
const longestScrapeMs = 5_000;

/** Resolves when all workers serve. Rejects when one cannot start, with the error of a single process. */
export async function startWorkers(options: WorkersOptions): Promise<Workers> {
  const { count, reserved, program, emulatorUrl, workerTimeoutMs, shutdownTimeoutMs, log } = options;
  await using opening = new AsyncDisposableStack();
  const members = new Map<number, Member>();
  const closing = new AbortController();
  const complete = Promise.withResolvers<string>();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  let lastId = 0;
  let isComplete = false;
  let deaths: readonly number[] = [];

  const serving = () => [...members.values()].filter(({ isServing }) => isServing);
  const send = (id: number, message: ToWorker) =>
    // A worker that has just ended is handled by its `close` event.
    members.get(id)?.process.send(message, () => undefined);
  const collector = createCollector({
    requestCounts: (id, round) => send(id, { kind: 'count', round }),
    // A worker that hangs fails the scrape before it is killed: without its metrics the sums would be wrong.
    timeoutMs: Math.min(longestScrapeMs, workerTimeoutMs / 2),
  });

  function start(): void {
    const id = ++lastId;
    const child = fork(program, {
      env: {
        ...process.env,
        PORT: String(reserved.port),
        [workerVariables.id]: String(id),
        ...(emulatorUrl !== null && { [workerVariables.emulatorUrl]: emulatorUrl }),
      },
      // Metrics can be NaN or infinite, which JSON does not support.
      serialization: 'advanced',
    });
    const member: Member = {
      id,
      process: child,
      isServing: false,
      unanswered: 0,
      gone: Promise.withResolvers(),
    };
    members.set(id, member);
    child.on('message', (message: ToPrimary) => receive(member, message));
    child.on('error', (error) => {
      log.error({ err: error, worker: id }, 'a worker could not be started or reached');
      if (child.pid === undefined) end(member, error.message);
    });
    // Unlike `exit`, it comes after the last message.
    child.once('close', (code, signal) => end(member, signal ?? code));
  }

  function receive(member: Member, message: ToPrimary): void {
    const { id, process } = member;
    if (message.kind === 'serving') {
      member.isServing = true;
      reserved.release();
      log.info({ worker: id, pid: process.pid }, 'a worker serves');
      if (serving().length === count) complete.resolve(message.url);
      isComplete ||= serving().length === count;
    } else if (message.kind === 'pong') {
      member.unanswered = 0;
    } else if (message.kind === 'refused') {
      member.refusal = message.message;
    } else if (message.kind === 'counted') {
      collector.answered(id, message.round, message.metrics);
    } else {
      const { scrape } = message;
      collector.collect(serving().map(({ id }) => id)).then(
        (text) => send(id, { kind: 'scraped', scrape, text }),
        (error: unknown) => {
          log.warn({ err: error }, 'the metrics of the workers could not be collected');
          send(id, { kind: 'scraped', scrape, text: null });
        },
      );
    }
  }

  function end(member: Member, how: string | number | null): void {
    const { id, isServing, refusal } = member;
    if (!members.delete(id)) return;
    member.gone.resolve();
    collector.ended(id);
    if (closing.signal.aborted) return;
    if (!isServing && (!isComplete || serving().length === 0)) {
      failure.reject(new WorkerError(refusal ?? `A worker ended with ${how} before it served.`));
      return;
    }
    const delayMs = delay();
    log.error({ worker: id, how, refusal, delayMs }, 'a worker has ended; another takes its place');
    elapsed(delayMs, undefined, { signal: closing.signal }).then(start, () => undefined);
  }

  /** The delay doubles each time that as many workers end as there are, within `deathWindowMs`. */
  function delay(): number {
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < deathWindowMs), now];
    return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.floor((deaths.length - 1) / count));
  }

  const pinging = setInterval(() => {
    for (const member of serving()) {
      const { id, process } = member;
      if (member.unanswered >= mostUnanswered) {
        log.error({ worker: id, pid: process.pid }, 'a worker does not respond and is killed');
        process.kill('SIGKILL');
      }
      member.unanswered += 1;
      send(id, { kind: 'ping' });
    }
  }, workerTimeoutMs / mostUnanswered);
  opening.defer(() => clearInterval(pinging));
  opening.defer(async () => {
    closing.abort();
    const kill = () => members.forEach(({ process }) => void process.kill('SIGKILL'));
    for (const { id, process, isServing } of members.values()) {
      if (isServing) send(id, { kind: 'end' });
      else process.kill('SIGKILL');
    }
    const timer = setTimeout(kill, shutdownTimeoutMs + closingMs);
    await Promise.all([...members.values()].map(({ gone }) => gone.promise));
    clearTimeout(timer);
  });
  opening.defer(() => reserved.release());
  for (let started = 0; started < count; started += 1) start();
  const url = await Promise.race([complete.promise, failure.promise]);
  const disposal = opening.move();
  return { url, failed: failure.promise, [Symbol.asyncDispose]: () => disposal.disposeAsync() };
}
