/** Starts the gateway: configuration, emulator when there is no CMF, listen, and close on a signal. */
import { type Config, ConfigError, parseConfig } from './config.ts';
import { createLogger } from './log.ts';
import { type Gateway, startGateway } from './server/gateway.ts';

const config = readConfig();
const log = createLogger(config.logLevel, { redactKeys: config.redact.keys });
for (const warning of config.warnings) log.warn(warning);

await using running = new AsyncDisposableStack();
const cmfUrl = config.cmf.url ?? (await startEmulator(running, config));
const gateway = running.use(await startGateway({ config, cmfUrl, log }).catch(refuse));
greet(gateway, config);

const signal = await new Promise<NodeJS.Signals>((resolve) => {
  process.once('SIGTERM', resolve);
  process.once('SIGINT', resolve);
});
log.info({ signal }, 'closing');

function readConfig(): Config {
  try {
    return parseConfig(process.env);
  } catch (error) {
    return refuse(error);
  }
}

/** A wrong key is told by its name and in words; any other failure with all that is known of it. */
function refuse(error: unknown): never {
  const told = error instanceof ConfigError ? error.message : listenFailure(error);
  if (told === undefined) throw error;
  process.stderr.write(`${told}\n`);
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
async function startEmulator(stack: AsyncDisposableStack, { emulator }: Config): Promise<string> {
  const { startEmulator } = await import('./emulator/emulator.ts');
  const started = await startEmulator({
    seed: emulator.seed,
    pace: emulator.paceMs,
    // The gateway compares its times with the clock on the wall.
    startAt: new Date().toISOString(),
    speed: emulator.paceMs / 1000,
  });
  stack.use(started);
  return started.url;
}

function greet({ url, firstRefresh }: Gateway, { cmf, redisUrl }: Config): void {
  process.stdout.write(`
  cmf-graphql  ${url}   (GraphiQL in a browser)
  CMF          ${cmf.url ?? 'the embedded emulator; set CMF_URL for a real one'}
  events       ${redisUrl === undefined ? 'in this process; set REDIS_URL for several replicas' : 'over Redis'}

  Three things to try:
    open ${url}
    curl -s ${url} -H 'content-type: application/json' \\
      -d '{"query":"{ environments { nodes { name jobStateCounts { jobState count } } } }"}'
    curl -sN ${url} -H 'accept: text/event-stream' -H 'content-type: application/json' \\
      -d '{"query":"subscription { jobStateChanged { cursor ... on JobStateChange { initial applicationName from to } } }"}'

`);
  void firstRefresh.then(() => log.info('the first refresh has been tried'));
}
