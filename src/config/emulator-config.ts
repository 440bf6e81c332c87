/** The settings of the CMF emulator: embedded in the gateway, or alone (`npm run emulator`). */
import {
  ConfigError,
  type ConfigProblem,
  createSettingReader,
  type Environment,
  type ReadSetting,
} from './setting-reader.ts';

export interface EmulatorConfig {
  readonly seed: number;
  /** Milliseconds between two steps of the fleet; 0: no steps. */
  readonly paceMs: number;
  /** The version of CMF that it emulates. */
  readonly version: string;
  /** Of its responses: never, for clients that accept gzip, or always. */
  readonly compression: 'off' | 'requested' | 'always';
}

export interface StandaloneEmulatorConfig extends EmulatorConfig {
  readonly host: string;
  readonly port: number;
}

export function readEmulatorConfig(read: ReadSetting): EmulatorConfig {
  return {
    seed: read('EMULATOR_SEED'),
    paceMs: read('EMULATOR_PACE_MS'),
    version: read('EMULATOR_VERSION'),
    compression: read('EMULATOR_COMPRESSION'),
  };
}

/** For `npm run emulator`, which has no other settings. Throws a `ConfigError`. */
export function parseEmulatorConfig(env: Environment): StandaloneEmulatorConfig {
  const problems: ConfigProblem[] = [];
  const read = createSettingReader(env, problems);
  const config = { ...readEmulatorConfig(read), host: read('HOST'), port: read('EMULATOR_PORT') };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}
