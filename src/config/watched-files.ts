/**
 * Files that are read again when their content changes, as Kubernetes and Vault agents rotate secrets and
 * certificates.
 *
 * The content is polled and compared: events of the file system are unreliable across the symlink swap (`..data`) by
 * which Kubernetes replaces a mounted secret. Content that cannot be used is reported once, and the last good content
 * stays in use.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export interface Watched<T> extends Disposable {
  /** The value of the last usable content; the same object until the content changes. */
  readonly current: T;
  /** Reads the files now, ahead of the next poll. Never fails. */
  reread(): Promise<void>;
}

/** Receives reports of changes; a pino logger satisfies it. */
export interface ChangeLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface WatchOptions<T> {
  readonly files: readonly string[];
  /**
   * Takes the contents in the order of `files`; throws when they cannot be used, with a message that does not contain
   * them.
   */
  readonly parse: (contents: readonly string[]) => T;
  readonly everyMs?: number;
  readonly onChange?: (() => void) | undefined;
  readonly onUnusable?: ((error: unknown) => void) | undefined;
}

const defaultEveryMs = 1_000;

/** Throws when the files cannot be used at the start. */
export function watchFiles<T>(options: WatchOptions<T>): Watched<T> {
  const { files, parse, everyMs = defaultEveryMs, onChange, onUnusable } = options;
  let known = files.map((file) => readFileSync(file, 'utf8'));
  let current = parse(known);
  /** The problem of the last read, and whether it was reported. */
  let unusable: { readonly key: string; readonly isReported: boolean } | null = null;
  let reading: Promise<void> | null = null;

  const read = async () => {
    let contents: readonly string[] = [];
    try {
      contents = await Promise.all(files.map((file) => readFile(file, 'utf8')));
      if (!contents.every((content, index) => content === known[index])) {
        current = parse(contents);
        known = [...contents];
        onChange?.();
      }
      unusable = null;
    } catch (error) {
      const key = [String(error), ...contents].join('\0');
      // The first failure may be a rotation in progress, in which not all files are written yet.
      const isSettled = unusable?.key === key;
      if (isSettled && !unusable?.isReported) onUnusable?.(error);
      unusable = { key, isReported: isSettled };
    }
  };
  const reread = () => {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };

  const timer = setInterval(() => void reread(), everyMs).unref();
  return {
    get current() {
      return current;
    },
    reread,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** For a value that does not come from a file. */
export function unchanging<T>(current: T): Watched<T> {
  return { current, reread: () => Promise.resolve(), [Symbol.dispose]: () => undefined };
}
