/**
 * Finds redaction markers in an input. A client that sends back a redacted document would overwrite credentials with
 * the marker.
 */
import { isObject, type Json } from '../json.ts';
import { redacted, redactedChanged } from './redaction.ts';

/** The paths of the texts that contain a marker, also within a longer text such as a URL; in document order. */
export function findMasks(value: Json): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  // A stack instead of recursion: the input may be nested to any depth.
  const pending: { readonly value: Json; readonly path: Path | null }[] = [{ value, path: null }];
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const { value, path } = entry;
    if (typeof value === 'string') {
      if (value.includes(redacted) || value.includes(redactedChanged)) found.push(keysOf(path));
    } else if (typeof value === 'object' && value !== null) {
      const entries = isObject(value) ? Object.entries(value) : [...value.entries()];
      for (const [key, inner] of entries.toReversed())
        pending.push({ value: inner, path: { parent: path, key: String(key) } });
    }
  }
  return found;
}

interface Path {
  readonly parent: Path | null;
  readonly key: string;
}

function keysOf(path: Path | null): readonly string[] {
  const keys: string[] = [];
  for (let current = path; current !== null; current = current.parent) keys.push(current.key);
  return keys.toReversed();
}
