/**
 * The names of all keys and channels that the gateway uses in Redis. All keys share one prefix and one hash tag, so on
 * a Redis Cluster they are in one slot, where a script can change them atomically.
 */

export interface Keys {
  /** Hash: `epoch`, `clock` (newest assigned revision or sequence), `sequence` (newest journal entry), `removed`. */
  readonly meta: string;
  /** Hash: record name → JSON. */
  readonly records: string;
  /** Sorted set: record name by the revision that last wrote it. */
  readonly revisions: string;
  /** Stream of transitions; an entry's id is its sequence. */
  readonly journal: string;
  /** Channel that announces commits. */
  readonly wake: string;
  /** Channel on which a process receives its own heartbeats. */
  echo(process: string): string;
  lease(target: string): string;
  interest(target: string): string;
  cache(key: string): string;
  archive(key: string): string;
  claim(key: string): string;
  /** Parts of the write log. */
  writes(key: string): string;
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
    writes: (key) => `${tagged}:writes:${key}`,
  };
}
