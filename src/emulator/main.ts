/** `npm run emulator`: runs the emulator as a local CMF for any client of the REST API. */
import process from 'node:process';
import { parseEmulatorConfig, type StandaloneEmulatorConfig } from '../config/emulator-config.ts';
import { ConfigError } from '../config/setting-reader.ts';
import { startEmulator } from './emulator.ts';

const { host, port, seed, paceMs, version, compression } = readConfig();
const emulator = await startEmulator({
  port,
  host,
  seed,
  pace: paceMs,
  // Keeps the world's clock equal to the wall clock.
  speed: paceMs / 1000,
  startAt: new Date().toISOString(),
  version,
  compression,
}).catch((error: unknown) => {
  console.error(`The emulator cannot listen on ${host}:${port}: ${String(error)}`);
  process.exit(1);
});

console.log(`CMF ${version} (emulated) listening at ${emulator.url}

  curl '${emulator.url}/cmf/api/v1/environments?page=0&size=10'
  curl '${emulator.url}/cmf/api/v1/environments/aws-us-east-1-prod/applications/payments-ledger/instances?page=0&size=10'
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void emulator.close().then(() => process.exit(0)));
}

function readConfig(): StandaloneEmulatorConfig {
  try {
    return parseEmulatorConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}
