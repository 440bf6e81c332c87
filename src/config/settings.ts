/** The settings: every environment variable that the gateway reads, in the order of `docs/configuration.md`. */
import type { z } from 'zod';
import type { Setting } from './kinds.ts';
import { callersSettings } from './settings/callers.ts';
import { clientsSettings } from './settings/clients.ts';
import { cmfSettings } from './settings/cmf.ts';
import { emulatorSettings } from './settings/emulator.ts';
import { limitsSettings } from './settings/limits.ts';
import { processSettings } from './settings/process.ts';
import { stateSettings } from './settings/state.ts';
import { telemetrySettings } from './settings/telemetry.ts';

export const settings = {
  ...cmfSettings,
  ...callersSettings,
  ...stateSettings,
  ...processSettings,
  ...telemetrySettings,
  ...clientsSettings,
  ...limitsSettings,
  ...emulatorSettings,
} as const satisfies Record<string, Setting>;

export type Key = keyof typeof settings;

/** The keys whose values are secret. Each may be given as a file too, by the key with `_FILE` at its end. */
export type SecretKey = {
  [K in Key]: (typeof settings)[K] extends { readonly secret: true } ? K : never;
}[Key];

/** The type of a parsed value. It includes undefined only if an unset key has its own meaning. */
export type Value<K extends Key> =
  | z.output<(typeof settings)[K]['schema']>
  | ((typeof settings)[K] extends { readonly default: string } ? never : undefined);

export const keys = Object.keys(settings) as readonly Key[];

export const secretKeys = keys.filter(isSecret);

function isSecret(key: Key): key is SecretKey {
  return 'secret' in settings[key];
}

export function secretFileKey<K extends SecretKey>(key: K): `${K}_FILE` {
  return `${key}_FILE`;
}

/** Every environment variable that is a setting. */
export const knownKeys: readonly string[] = [...keys, ...secretKeys.map(secretFileKey)];

/** The table as Markdown, for `docs/configuration.md`. */
export function configTable(): string {
  const rows = keys.flatMap((key) => {
    const setting: Setting = settings[key];
    const description = setting.secret ? `${setting.description} Never shown in logs.` : setting.description;
    const row = `| \`${key}\` | ${setting.default ? `\`${setting.default}\`` : '-'} | ${setting.expects} | ${description} |`;
    return isSecret(key) ? [row, fileRow(key)] : [row];
  });
  return ['| Key | Default | Value | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function fileRow(key: SecretKey): string {
  const meaning = `File with the value of \`${key}\`, instead of that key. Read again when it changes. An invalid new content is logged, and the old one stays in use.`;
  return `| \`${secretFileKey(key)}\` | - | the path of a readable file | ${meaning} |`;
}
