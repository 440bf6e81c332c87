/**
 * The secrets of a running gateway. Values from the environment are fixed; files of secrets are watched for changes.
 */
import type { Config } from './config.ts';
import { readSecret } from './secret-file.ts';
import { type SecretKey, secretFileKey } from './settings.ts';
import { type ChangeLog, unchanging, type Watched, watchFiles } from './watched-files.ts';

export type Secret = Watched<string>;

/** Undefined when neither the key nor its `_FILE` is set. */
export function openSecret(
  { secrets, secretFiles }: Config,
  key: SecretKey,
  log: ChangeLog,
): Secret | undefined {
  const value = secrets[key];
  const file = secretFiles[key];
  if (file === undefined) return value === undefined ? undefined : unchanging(value);
  const setting = secretFileKey(key);
  return watchFiles({
    files: [file],
    parse: ([content = '']) => readSecret(key, content),
    onChange: () => log.info({ setting }, 'read a secret again, as its file has changed'),
    onUnusable: (error) =>
      log.error(
        { setting, reason: reasonOf(error) },
        'the new content of a secret file is unusable; the old one stays in use',
      ),
  });
}

/** Without the path, which the log of a start shows anyway. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && 'syscall' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}
