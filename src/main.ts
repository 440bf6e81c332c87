/**
 * Starts the gateway: reads the configuration, starts the emulator if no CMF is configured, listens, and closes on a
 * signal. With `WORKERS` the same program runs as the primary, which starts the workers, and as each worker.
 */
import { setFlagsFromString } from 'node:v8';
import type { Config } from './config/config.ts';
import { parseConfig } from './config/parse-config.ts';
import { ConfigError } from './config/setting-reader.ts';
import { createLogger } from './observability/log.ts';
import { joinPrimary, withoutWorkerVariables } from './workers/member.ts';
import { type ReservedPort, reservePort } from './workers/port.ts';
import { startWorkers, WorkerError } from './workers/primary.ts';

// V8 tenures short-lived request objects after many requests waited for CMF at the same time: it then allocates them
// in the old generation, which only a full collection frees. Dead objects there keep others alive. Minor collections
// took 25 ms instead of 1, and memory doubled (`docs/performance.md`). No object of a request lives long, so this
// feature is disabled.
setFlagsFromString('--no-allocation-site-pretenuring');

const config = readConfig();
const membership = config.workers > 1 ? joinPrimary() : null;
const logger = createLogger(config.logLevel, { redactKeys: config.redact.keys });
const log = membership ? logger.child({ worker: membership.id }) : logger;
if (!membership) for (const warning of config.warnings) log.warn(warning);

let isServing = false;
const signal = terminationSignal();
// Until the gateway serves, there is nothing to drain. As PID 1 of a container, a process without handlers ignores
// both signals.
void signal.then(() => isServing || process.exit());

const reserved = config.workers > 1 && !membership ? await reserve(config).catch(failStart) : null;
await using running = new AsyncDisposableStack();
running.defer(() => membership?.leave());
const cmf =
  config.cmf.url === undefined
    ? { url: await openEmulator(config), isEmulated: true }
    : { url: config.cmf.url, isEmulated: false };
const url = await (reserved ? lead(reserved) : serve()).catch(failStart);
isServing = true;
const ending = Promise.race([signal, ...(membership ? [membership.dismissed] : [])]);
if (membership) membership.serve(url);
else announce(url, config, reserved ? config.workers : 1);
log.info({ cause: await ending }, 'closing');

/** Imported lazily: the primary process never serves requests. */
async function serve(): Promise<string> {
  const { startGateway } = await import('./gateway/gateway.ts');
  const gateway = await startGateway({
    config,
    cmfUrl: cmf.url,
    isEmulated: cmf.isEmulated,
    log,
    shareMetrics: membership?.shareMetrics,
    worker: membership?.id,
  });
  running.use(gateway);
  void gateway.firstRefresh.then(() => log.info('the first refresh has ended'));
  return gateway.url;
}

/** Null, with a line in the log, if several processes cannot listen on one port. This process then serves alone. */
async function reserve({ host, port, workers }: Config): Promise<ReservedPort | null> {
  const reserved = await reservePort(host, port);
  if (!reserved)
    log.warn({ workers }, 'WORKERS needs SO_REUSEPORT, which this platform lacks; one process serves');
  return reserved;
}

async function lead(reserved: ReservedPort): Promise<string> {
  const { workers: count, workerTimeoutMs, drainDelayMs } = config;
  const shutdownTimeoutMs = config.shutdownTimeoutMs + drainDelayMs;
  const workers = running.use(
    await startWorkers({
      count,
      reserved,
      program: import.meta.filename,
      emulatorUrl: cmf.isEmulated ? cmf.url : null,
      workerTimeoutMs,
      shutdownTimeoutMs,
      log,
    }),
  );
  workers.failed.catch(failStart);
  return workers.url;
}

/** The handlers stay registered: npm repeats a signal of the terminal, which must not interrupt closing. */
function terminationSignal(): Promise<string> {
  return new Promise((resolve) => {
    process.on('SIGTERM', resolve);
    process.on('SIGINT', resolve);
  });
}

function readConfig(): Config {
  try {
    return parseConfig(withoutWorkerVariables(process.env));
  } catch (error) {
    if (error instanceof ConfigError) exit(error.message);
    throw error;
  }
}

/** Prints a message for failures that the user can fix; rethrows any other error with its stack. */
async function failStart(error: unknown): Promise<never> {
  const hasMessage = error instanceof ConfigError || error instanceof WorkerError;
  const message = hasMessage ? error.message : listenFailure(error);
  if (message === undefined) throw error;
  // The primary prints the message once, even if several workers fail.
  return membership ? membership.refuse(message) : exit(message);
}

function exit(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function listenFailure(error: unknown): string | undefined {
  const { code, syscall, port, address } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  const key = port !== undefined && port === config.metricsPort ? 'METRICS_PORT' : 'PORT';
  if (code === 'EADDRINUSE')
    return `Port ${port} of ${address} is already in use. Set ${key} to another port, or to 0 for any free port.`;
  if (code === 'EACCES' && syscall === 'listen')
    return `Port ${port} needs privileges. Set ${key} to a port above 1023.`;
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${address}. Set HOST to one of its addresses.`;
  return undefined;
}

/** One emulator serves all workers. Imported lazily: only a gateway without a CMF needs it. */
async function openEmulator({ emulator }: Config): Promise<string> {
  if (membership?.emulatorUrl !== undefined) return membership.emulatorUrl;
  const { startEmulator } = await import('./emulator/emulator.ts');
  const started = await startEmulator({
    seed: emulator.seed,
    pace: emulator.paceMs,
    version: emulator.version,
    compression: emulator.compression,
    // The gateway compares the emulator's times with the system clock.
    startAt: new Date().toISOString(),
    speed: emulator.paceMs / 1000,
  });
  running.use(started);
  return started.url;
}

/** Prints a summary to a terminal. Otherwise standard output contains only the log: one JSON object per line. */
function announce(url: string, config: Config, workers: number): void {
  if (process.stdout.isTTY) return greet(url, config, workers);
  const { cmf, secrets } = config;
  log.info({ url, cmf: cmf.url ?? 'emulator', redis: secrets.REDIS_URL !== undefined, workers }, 'listening');
}

function greet(url: string, { cmf, secrets }: Config, workers: number): void {
  process.stdout.write(`
  cmf-graphql  ${url}   (GraphiQL in a browser)
  CMF          ${cmf.url ?? 'the embedded emulator, with a simulated fleet; set CMF_URL for a real one'}
  events       ${secrets.REDIS_URL === undefined ? 'in this process; set REDIS_URL for several replicas' : `over Redis${workers > 1 ? `, shared by ${workers} workers` : ''}`}

  Three things to try:
    open ${new URL('/', url)}
    curl -s ${url} -H 'content-type: application/json' \\
      -d '{"query":"{ environments { nodes { name jobStateCounts { jobState count } } } }"}'
    curl -sN ${url} -H 'accept: text/event-stream' -H 'content-type: application/json' \\
      -d '{"query":"subscription { jobStateChanged { cursor ... on JobStateChange { initial applicationName from to } } }"}'

`);
}
