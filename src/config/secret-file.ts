/** The content of a `…_FILE`: one secret, as its own key would hold it. */
import type { Setting } from './kinds.ts';
import { type SecretKey, settings } from './settings.ts';

/** Editors and `echo` end a file with a line break that is no part of the secret. Throws words that do not repeat it. */
export function readSecret(key: SecretKey, content: string): string {
  const secret = content.trim();
  if (secret === '') throw new Error('is empty');
  const setting: Setting = settings[key];
  const result = setting.schema.safeParse(secret);
  if (!result.success) throw new Error(result.error.issues.map(({ message }) => message).join(' and '));
  return secret;
}
