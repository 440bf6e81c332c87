/**
 * The oracle of isolation: the rights of each caller at every time of a run, and the content of a response of the
 * gateway. The name of each object in the emulator contains the name of its environment, such as `zone0`.
 */
import type { Access, Rights } from '../../src/emulator/access.ts';
import type { World } from '../../src/emulator/world.ts';

export interface Leak {
  readonly token: string;
  readonly name: string;
  readonly text: string;
}

export interface RightsRecord {
  /** Gives a caller these rights from now on; null: CMF no longer accepts it. */
  set(token: string, rights: Rights | null): void;
  /** True when the rights of a caller did not change since `from` (epoch milliseconds). */
  isSteady(token: string, from: number): boolean;
  /** The environments whose applications a caller sees now. */
  applicationsOf(token: string): readonly string[];
  environmentsOf(token: string): readonly string[];
  /** The parts of a text that its reader was not permitted to see at any time since `from`. */
  leaksIn(text: string, token: string, from: number): readonly Leak[];
}

type Kind = 'environments' | 'applications';

export function createRightsRecord(access: Access, world: World): RightsRecord {
  const history = new Map<string, { readonly since: number; readonly rights: Rights | null }[]>();
  const names = () => world.environments().map(({ name }) => name);
  const grants = (rights: Rights | null | undefined, kind: Kind, zone: string) => {
    const granted = rights?.[kind] ?? [];
    return granted === 'all' || granted.includes(zone);
  };
  const now = (token: string) => history.get(token)?.at(-1)?.rights;

  const wasGranted = (token: string, kind: Kind, zone: string, from: number) => {
    const entries = history.get(token) ?? [];
    return entries.some(
      ({ rights }, index) => (entries[index + 1]?.since ?? Infinity) >= from && grants(rights, kind, zone),
    );
  };

  return {
    set(token, rights) {
      if (rights) access.allow(token, rights);
      else access.revoke(token);
      const entries = history.get(token) ?? [];
      entries.push({ since: Date.now(), rights });
      history.set(token, entries);
    },
    isSteady: (token, from) => (history.get(token)?.at(-1)?.since ?? 0) < from,
    applicationsOf: (token) => names().filter((zone) => grants(now(token), 'applications', zone)),
    environmentsOf: (token) => names().filter((zone) => grants(now(token), 'environments', zone)),

    leaksIn(text, token, from) {
      const leaks: Leak[] = [];
      const check = (name: string, zone: string, kinds: readonly Kind[]) => {
        if (!kinds.some((kind) => wasGranted(token, kind, zone, from))) leaks.push({ token, name, text });
      };
      for (const part of [text, ...decoded(text)]) {
        for (const [name, zone = ''] of part.matchAll(/ns-(zone\d)/g)) check(name, zone, ['environments']);
        for (const [name, zone = ''] of part.matchAll(/(zone\d)-app\d/g)) check(name, zone, ['applications']);
        for (const [name] of part.matchAll(/zone\d/g)) check(name, name, ['environments', 'applications']);
        for (const [id, zone] of identifiers(world)) if (part.includes(id)) check(id, zone, ['applications']);
      }
      return leaks;
    },
  };
}

/** The content of ids and cursors. */
function decoded(text: string): readonly string[] {
  return (text.match(/[\w-]{12,}/g) ?? []).map((word) => Buffer.from(word, 'base64url').toString('utf8'));
}

/** UIDs of instances and ids of jobs, each with its environment. */
function* identifiers(world: World): Iterable<readonly [string, string]> {
  for (const { name: zone } of world.environments()) {
    for (const { metadata, status } of world.applications(zone)) {
      if (status?.jobStatus?.jobId) yield [status.jobStatus.jobId, zone];
      for (const { metadata: instance } of world.instances(zone, metadata.name)) yield [instance.uid, zone];
    }
  }
}
