/** Settings of the embedded emulator. */
import { oneOf, type Setting, text, wholeNumber } from '../kinds.ts';

const day = 86_400_000;

export const emulatorSettings = {
  EMULATOR: {
    ...oneOf('auto', 'on', 'off'),
    default: 'auto',
    example: 'off',
    description:
      'Whether the embedded emulator, with its simulated fleet, takes the place of CMF. `auto`: when `CMF_URL` is unset. `on`: always; an error together with `CMF_URL`. `off`: never, so that `CMF_URL` is required. The container image sets `off`.',
  },
  EMULATOR_SEED: {
    ...wholeNumber(0, 2 ** 31 - 1),
    default: '1',
    example: '1',
    description: 'Seed of the emulator: the same seed gives the same fleet and the same sequence of changes.',
  },
  EMULATOR_PACE_MS: {
    ...wholeNumber(0, day),
    default: '1000',
    example: '1000',
    description: 'Time between two steps of the emulator; 0: no steps.',
  },
  EMULATOR_VERSION: {
    ...text(/^2\.[0-5](?:\.\d{1,4})?$/, 'a version of CMF from 2.0 to 2.5'),
    default: '2.3.1',
    example: '2.5.0',
    description: 'Version of CMF that the emulator emulates.',
  },
  EMULATOR_COMPRESSION: {
    ...oneOf('off', 'requested', 'always'),
    default: 'off',
    example: 'requested',
    description:
      'Compression of the responses of the emulator: `off`, `requested` (for clients that accept gzip) or `always`, as behind some proxies.',
  },
  EMULATOR_PORT: {
    ...wholeNumber(0, 65_535),
    default: '8080',
    example: '8080',
    description: 'Port of the emulator that `npm run emulator` starts alone, on `HOST`; 0: any free port.',
  },
} as const satisfies Record<string, Setting>;
