/**
 * The names of everything the gateway keeps in Redis. All keys share one prefix and one hash tag, so on a Redis
 * Cluster they live in one slot, where a script can change them in one step.
 */

export interface Keys {
  /** Hash: `epoch`, `clock` (newest revision or sequence given out), `sequence` (newest journal entry), `removed`. */
  readonly meta: string;
  /** Hash: record name → JSON. */
  readonly records: string;
  /** Sorted set: record name by the revision that last wrote it. */
  readonly revisions: string;
  /** Stream of transitions; an entry's id is its sequence. */
  readonly journal: string;
  /** Channel: something was committed. */
  readonly wake: string;
  /** Channel of one process, on which it hears itself. */
  echo(process: string): string;
  lease(target: string): string;
  interest(target: string): string;
  cache(key: string): string;
  archive(key: string): string;
  claim(key: string): string;
}

export function createKeys(prefix: string): Keys {
  const name = prefix.replace(/:+$/, '');
  const tagged = /\{[^}]+\}/.test(name) ? name : `{${name}}`;
  return {
    meta: `${tagged}:meta`,
    records: `${tagged}:records`,
    revisions: `${tagged}:revisions`,
    journal: `${tagged}:journal`,
    wake: `${tagged}:wake`,
    echo: (process) => `${tagged}:echo:${process}`,
    lease: (target) => `${tagged}:lease:${target}`,
    interest: (target) => `${tagged}:interest:${target}`,
    cache: (key) => `${tagged}:cache:${key}`,
    archive: (key) => `${tagged}:archive:${key}`,
    claim: (key) => `${tagged}:claim:${key}`,
  };
}
