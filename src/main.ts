/**
 * Starts the gateway: configuration, emulator when there is no CMF, listen, and close on a signal. With `WORKERS` this
 * same program runs as the primary, which starts the workers, and as each of them.
 */
import { setFlagsFromString } from 'node:v8';
import { type Config, ConfigError, parseConfig } from './config/config.ts';
import { createLogger } from './observability/log.ts';
import { joinPrimary } from './workers/member.ts';
import { type ReservedPort, reservePort } from './workers/port.ts';
import { startWorkers, WorkerError } from './workers/primary.ts';

// V8 takes objects of requests for long-lived ones when many waited for CMF at the same time, and from then on makes them
// where only a full collection looks. Dead ones there keep alive what they refer to: every small collection then took 25 ms
// in place of 1, and the process twice its memory (`docs/performance.md`). Nothing that a request makes lives long.
setFlagsFromString('--no-allocation-site-pretenuring');

const config = readConfig();
const membership = config.workers > 1 ? joinPrimary() : null;
const logger = createLogger(config.logLevel, { redactKeys: config.redact.keys });
const log = membership ? logger.child({ worker: membership.id }) : logger;
if (!membership) for (const warning of config.warnings) log.warn(warning);

let isServing = false;
const signal = signalled();
// Before it serves there is nothing to drain. As PID 1 of a container, a process without handlers ignores both signals.
void signal.then(() => isServing || process.exit());

const reserved = config.workers > 1 && !membership ? await reserve(config).catch(refuse) : null;
await using running = new AsyncDisposableStack();
running.defer(() => membership?.leave());
const cmfUrl = config.cmf.url ?? (await startEmulator(config));
const url = await (reserved ? lead(reserved) : serve()).catch(refuse);
isServing = true;
const ending = Promise.race([signal, ...(membership ? [membership.dismissed] : [])]);
if (membership) membership.serve(url);
else greet(url, config, reserved ? config.workers : 1);
log.info({ cause: await ending }, 'closing');

/** Only a process that serves loads all that it takes to. */
async function serve(): Promise<string> {
  const { startGateway } = await import('./gateway/gateway.ts');
  const gateway = await startGateway({
    config,
    cmfUrl,
    log,
    shareMetrics: membership?.shareMetrics,
    reusePort: membership !== null,
  });
  running.use(gateway);
  void gateway.firstRefresh.then(() => log.info('the first refresh has been tried'));
  return gateway.url;
}

/** Null, with a line in the log, where several processes cannot listen on one port: then this one serves. */
async function reserve({ host, port, workers }: Config): Promise<ReservedPort | null> {
  const reserved = await reservePort(host, port);
  if (!reserved)
    log.warn({ workers }, 'WORKERS needs SO_REUSEPORT, which this platform lacks; one process serves');
  return reserved;
}

async function lead(reserved: ReservedPort): Promise<string> {
  const { workers: count, drainDelayMs } = config;
  const shutdownTimeoutMs = config.shutdownTimeoutMs + drainDelayMs;
  const workers = running.use(
    await startWorkers({
      count,
      reserved,
      program: import.meta.filename,
      env: { CMF_URL: cmfUrl },
      shutdownTimeoutMs,
      log,
    }),
  );
  workers.failed.catch(refuse);
  return workers.url;
}

/** A repeated signal must not cut the closing short: npm passes on what the terminal has sent to all of them. */
function signalled(): Promise<string> {
  return new Promise((resolve) => {
    process.on('SIGTERM', resolve);
    process.on('SIGINT', resolve);
  });
}

function readConfig(): Config {
  try {
    return parseConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) exit(error.message);
    throw error;
  }
}

/** What can be put right is told in words; any other failure with all that is known of it. */
async function refuse(error: unknown): Promise<never> {
  const isTold = error instanceof ConfigError || error instanceof WorkerError;
  const told = isTold ? error.message : listenFailure(error);
  if (told === undefined) throw error;
  // Of several workers with the same trouble, one is enough.
  return membership ? membership.refuse(told) : exit(told);
}

function exit(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(1);
}

function listenFailure(error: unknown): string | undefined {
  const { code, syscall, port, address } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  if (code === 'EADDRINUSE')
    return `Port ${port} of ${address} is taken. Set PORT to another one, or to 0 for any.`;
  if (code === 'EACCES' && syscall === 'listen')
    return `Port ${port} may not be listened on. Set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${address}. Set HOST to one it has.`;
  return undefined;
}

/** Only a gateway without a CMF loads it. */
async function startEmulator({ emulator }: Config): Promise<string> {
  const { startEmulator } = await import('./emulator/emulator.ts');
  const started = await startEmulator({
    seed: emulator.seed,
    pace: emulator.paceMs,
    // The gateway compares its times with the clock on the wall.
    startAt: new Date().toISOString(),
    speed: emulator.paceMs / 1000,
  });
  running.use(started);
  return started.url;
}

function greet(url: string, { cmf, secrets }: Config, workers: number): void {
  process.stdout.write(`
  cmf-graphql  ${url}   (GraphiQL in a browser)
  CMF          ${cmf.url ?? 'the embedded emulator; set CMF_URL for a real one'}
  events       ${secrets.REDIS_URL === undefined ? 'in this process; set REDIS_URL for several replicas' : `over Redis${workers > 1 ? `, shared by ${workers} workers` : ''}`}

  Three things to try:
    open ${url}
    curl -s ${url} -H 'content-type: application/json' \\
      -d '{"query":"{ environments { nodes { name jobStateCounts { jobState count } } } }"}'
    curl -sN ${url} -H 'accept: text/event-stream' -H 'content-type: application/json' \\
      -d '{"query":"subscription { jobStateChanged { cursor ... on JobStateChange { initial applicationName from to } } }"}'

`);
}
