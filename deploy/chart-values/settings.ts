/**
 * The values that the chart's `config`, `secrets` and `files` accept, from the table of settings: a setting is in
 * exactly one of them, or the chart sets it itself.
 */
import { z } from 'zod';
import { type Key, keys, secretKeys, settings } from '../../src/config/settings.ts';

/**
 * Not in `config`: the chart sets them by `host`, the container's port and `trial.emulator`, and `EMULATOR_PORT` is for
 * `npm run emulator` alone.
 */
export const ownedKeys: readonly string[] = ['HOST', 'PORT', 'EMULATOR', 'EMULATOR_PORT'];

export const fileKeys = keys.filter((key) => 'file' in settings[key]);

export const configKeys = keys.filter(
  (key) => ![...secretKeys, ...fileKeys, ...ownedKeys].some((other) => other === key),
);

/** Null counts as absent: with it, a later values file removes a setting of an earlier one. */
export const config = z.strictObject(
  Object.fromEntries(
    configKeys.map((key) => [key, yamlValue(key).describe(settings[key].description).nullish()]),
  ),
);

const name = z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
const key = z.string().regex(/^[-._a-zA-Z0-9]+$/);

export const secrets = z.strictObject(
  Object.fromEntries(
    secretKeys.map((secret) => [
      secret,
      z.strictObject({ name, key }).describe(settings[secret].description).nullish(),
    ]),
  ),
);

export const files = z.strictObject(
  Object.fromEntries(
    fileKeys.map((file) => [
      file,
      z
        .union([z.strictObject({ secret: name, key }), z.strictObject({ configMap: name, key })])
        .describe(settings[file].description)
        .nullish(),
    ]),
  ),
);

/** A setting as written in YAML: numbers and booleans without quotes, the rest as in the environment. */
function yamlValue(key: Key): z.ZodType {
  const options = { unrepresentable: 'any' } as const;
  const parsed = z.toJSONSchema(settings[key].schema, { ...options, io: 'output' });
  if (parsed.type === 'number') {
    // A port of a container is a fixed one.
    const least = key.endsWith('_PORT') ? 1 : 0;
    return z
      .int()
      .min(Math.max(parsed.minimum ?? 0, least))
      .max(parsed.maximum ?? Number.MAX_SAFE_INTEGER);
  }
  if (parsed.type === 'boolean') return z.boolean();
  const written = z.toJSONSchema(settings[key].schema, { ...options, io: 'input' });
  if (written.enum !== undefined) return oneOf(written.enum.map(String));
  const text = z.string().min(1);
  return written.pattern === undefined ? text : text.regex(new RegExp(portable(written.pattern)));
}

/** Helm's regular expressions, which are those of Go, have no `\u00a0`. */
function portable(pattern: string): string {
  return pattern.replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** YAML reads `on` and `off` as booleans. The chart writes booleans as `on` and `off`. */
function oneOf(words: readonly string[]): z.ZodType {
  const booleans = [
    ...(words.includes('on') ? [z.literal(true)] : []),
    ...(words.includes('off') ? [z.literal(false)] : []),
  ];
  return booleans.length === 0 ? z.enum(words) : z.union([z.enum(words), ...booleans]);
}
