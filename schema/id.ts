/**
 * Opaque global IDs: the name of a type and a key, which is the identity in CMF (contract section 6: environment;
 * environment and application; environment, application and instance UID; environment, application and savepoint, or
 * the name of a detached savepoint).
 */
import { publicError } from './errors.ts';

/** The possible numbers of parts. */
const keyParts = {
  Environment: [1],
  Application: [2],
  Instance: [3],
  Savepoint: [1, 3],
} as const satisfies Readonly<Record<string, readonly number[]>>;

export type NodeType = keyof typeof keyParts;

const maxLength = 2_000;

/** `key` is a JSON list of strings, as `keyOf` returns it. */
export function encodeId(type: string, key: string | number | bigint): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

export function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** Decodes an ID to its type and key. Throws `BAD_ID` if it is not an ID of this schema. */
export function decodeId(id: string): { typename: NodeType; id: string } {
  const [, type, key] = /^([A-Za-z]+):(.*)$/s.exec(textOf(id)) ?? [];
  if (!type || key === undefined || !isNodeType(type) || partsOf(type, key) === null) throw badId();
  return { typename: type, id: key };
}

/** The parts of a key that `decodeId` returned. */
export function parseKey(type: NodeType, key: string): readonly string[] {
  const parts = partsOf(type, key);
  if (!parts) throw badId();
  return parts;
}

function textOf(id: string): string {
  if (id.length > maxLength || !/^[A-Za-z0-9_-]+$/.test(id)) throw badId();
  return Buffer.from(id, 'base64url').toString('utf8');
}

function isNodeType(type: string): type is NodeType {
  return Object.hasOwn(keyParts, type);
}

function partsOf(type: NodeType, key: string): readonly string[] | null {
  try {
    const parts: unknown = JSON.parse(key);
    const isKey =
      Array.isArray(parts) &&
      keyParts[type].some((length) => length === parts.length) &&
      parts.every((part) => typeof part === 'string' && part !== '');
    return isKey ? parts : null;
  } catch {
    return null;
  }
}

function badId() {
  return publicError('BAD_ID', 'The ID is not valid: this API did not return it.');
}
