/**
 * Starts the gateway: reads the configuration, starts the emulator if no CMF is configured, listens, and closes on a
 * signal. With `WORKERS` the same program runs as the primary, which starts the workers, and as each worker.
 */
import { setFlagsFromString } from 'node:v8';
import { type Config, ConfigError, parseConfig } from './config/config.ts';
import { createLogger } from './observability/log.ts';
import { joinPrimary } from './workers/member.ts';
import { startWorkers, WorkerError } from './workers/primary.ts';

// V8 tenures short-lived request objects after many requests waited for CMF at the same time: it then allocates them in
// the old generation, which only a full collection frees. Dead objects there keep others alive. Minor collections took
// 25 ms instead of 1, and memory doubled (`docs/performance.md`). No object of a request lives long, so disable it.
setFlagsFromString('--no-allocation-site-pretenuring');

const config = readConfig();
const membership = config.workers > 1 ? joinPrimary() : null;
const logger = createLogger(config.logLevel, { redactKeys: config.redact.keys });
const log = membership ? logger.child({ worker: membership.id }) : logger;
if (!membership) for (const warning of config.warnings) log.warn(warning);

await using running = new AsyncDisposableStack();
running.defer(() => membership?.leave());
const cmfUrl = config.cmf.url ?? (await startEmulator(config));
const url = await (config.workers > 1 && !membership ? runPrimary() : serve()).catch(failStart);
// Registered before the URL is printed: a reader of that line may send a signal at once.
const ending = Promise.race([terminationSignal(), ...(membership ? [membership.dismissed] : [])]);
if (membership) membership.serve(url);
else printBanner(url, config);
log.info({ cause: await ending }, 'closing');

/** Imported lazily: the primary process never serves requests. */
async function serve(): Promise<string> {
  const { startGateway } = await import('./gateway/gateway.ts');
  const gateway = await startGateway({ config, cmfUrl, log, shareMetrics: membership?.shareMetrics });
  running.use(gateway);
  void gateway.firstRefresh.then(() => log.info('the first refresh has ended'));
  return gateway.url;
}

async function runPrimary(): Promise<string> {
  const { workers: count, shutdownTimeoutMs } = config;
  const workers = running.use(
    await startWorkers({ count, env: { CMF_URL: cmfUrl }, shutdownTimeoutMs, log }),
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
    return parseConfig(process.env);
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
  if (code === 'EADDRINUSE')
    return `Port ${port} of ${address} is already in use. Set PORT to another port, or to 0 for any free port.`;
  // For a worker, the primary's `bind` fails.
  if (code === 'EACCES' && (syscall === 'listen' || syscall === 'bind'))
    return `No permission to listen on port ${port}. Set PORT to a port above 1023.`;
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${address}. Set HOST to an address of this machine.`;
  return undefined;
}

/** Imported lazily: only a gateway without a CMF needs it. */
async function startEmulator({ emulator }: Config): Promise<string> {
  const { startEmulator } = await import('./emulator/emulator.ts');
  const started = await startEmulator({
    seed: emulator.seed,
    pace: emulator.paceMs,
    // The gateway compares the emulator's times with the system clock.
    startAt: new Date().toISOString(),
    speed: emulator.paceMs / 1000,
  });
  running.use(started);
  return started.url;
}

function printBanner(url: string, { cmf, redisUrl, workers }: Config): void {
  process.stdout.write(`
  cmf-graphql  ${url}   (GraphiQL in a browser)
  CMF          ${cmf.url ?? 'embedded emulator; set CMF_URL to use a real CMF'}
  events       ${redisUrl === undefined ? 'in this process; set REDIS_URL to run several replicas' : `over Redis${workers > 1 ? `, shared by ${workers} workers` : ''}`}

  Three things to try:
    open ${url}
    curl -s ${url} -H 'content-type: application/json' \\
      -d '{"query":"{ environments { nodes { name jobStateCounts { jobState count } } } }"}'
    curl -sN ${url} -H 'accept: text/event-stream' -H 'content-type: application/json' \\
      -d '{"query":"subscription { jobStateChanged { cursor ... on JobStateChange { initial applicationName from to } } }"}'

`);
}
