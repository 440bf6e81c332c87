/** `npm run emulator`: runs the emulator as a local CMF for any client of the REST API. */
import process from 'node:process';
import { z } from 'zod';
import { startEmulator } from './emulator.ts';

const settings = z
  .object({
    EMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
    HOST: z.string().default('127.0.0.1'),
    EMULATOR_SEED: z.coerce.number().int().default(1),
    EMULATOR_PACE_MS: z.coerce.number().int().min(0).default(1000),
    EMULATOR_VERSION: z
      .string()
      .regex(/^\d+\.\d+(\.\d+)?$/, 'must look like 2.3.1')
      .default('2.3.1'),
    EMULATOR_COMPRESSION: z.enum(['off', 'requested', 'always']).default('off'),
  })
  .safeParse(process.env);

if (!settings.success) {
  for (const { path, message } of settings.error.issues) console.error(`${path.join('.')}: ${message}`);
  process.exit(2);
}

const { EMULATOR_PORT, HOST, EMULATOR_SEED, EMULATOR_PACE_MS, EMULATOR_VERSION, EMULATOR_COMPRESSION } =
  settings.data;
const emulator = await startEmulator({
  port: EMULATOR_PORT,
  host: HOST,
  seed: EMULATOR_SEED,
  pace: EMULATOR_PACE_MS,
  // The world's clock follows the wall clock.
  speed: EMULATOR_PACE_MS / 1000,
  startAt: new Date().toISOString(),
  version: EMULATOR_VERSION,
  compression: EMULATOR_COMPRESSION,
}).catch((error: unknown) => {
  console.error(`The emulator cannot listen on ${HOST}:${EMULATOR_PORT}: ${String(error)}`);
  process.exit(1);
});

console.log(`CMF ${EMULATOR_VERSION} (emulated) listening at ${emulator.url}

  curl '${emulator.url}/cmf/api/v1/environments?page=0&size=10'
  curl '${emulator.url}/cmf/api/v1/environments/aws-us-east-1-prod/applications/payments-ledger/instances?page=0&size=10'
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void emulator.close().then(() => process.exit(0)));
}
