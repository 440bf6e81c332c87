/** Reads the content of a `…_FILE`: one secret, in the same form as the value of its own key. */
import { type SecretKey, settings } from './settings.ts';

/** Removes the final line break that editors and `echo` write. The errors do not contain the secret. */
export function readSecret(key: SecretKey, content: string): string {
  const secret = content.trim();
  if (secret === '') throw new Error('is empty');
  const result = settings[key].schema.safeParse(secret);
  if (!result.success) throw new Error(result.error.issues.map(({ message }) => message).join(' and '));
  return result.data;
}
