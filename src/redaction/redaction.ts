/**
 * Redaction: replaces credentials in the gateway's output by a fixed marker. The functions are pure. Results are cached:
 * a spec is scanned once while it is in memory.
 *
 * Code that outputs a value of CMF calls the method for its kind. Diffs and provenance are computed first and redacted
 * afterwards, so that a change of a credential is still visible.
 */
import { LRUCache } from 'lru-cache';
import type { Json } from '../json.ts';
import { credentialKeys } from './credential-keys.ts';
import { type Mark, redactText } from './text.ts';
import { type Place, redactJson, root, step } from './tree.ts';

export const redacted = '(redacted)';
/** Longer texts, such as stack traces, seldom repeat and would fill the cache. */
const maxCachedLength = 300;

/** The marker of a changed credential in a diff. */
export const redactedChanged = '(redacted, changed)';

/** One change of a diff; `src/history` creates them. */
export interface RedactableChange {
  /** Map keys, and `[name=main]` for an item of a named list. */
  readonly segments: readonly string[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

export interface Redaction {
  /** A free-form document. Returns the same object when it contains no credential. */
  json<Value extends Json | null>(value: Value): Value;
  /** A message, a stack trace, an image's name. */
  text<Text extends string | null>(text: Text): Text;
  /** The value of one key. */
  value<Text extends string | null | undefined>(key: string, text: Text): Text;
  /** A value of a spec by its path: map keys, and `[name=main]` for an item of a named list. */
  at<Value extends Json | null | undefined>(segments: readonly string[], value: Value): Value;
  /** Both sides of a change. */
  change<Change extends RedactableChange>(change: Change): Change;
}

export interface RedactionOptions {
  /** Further key parts that mark a credential. */
  readonly keys?: readonly string[];
}

/** `REDACT=off`. */
export const noRedaction: Redaction = {
  json: (value) => value,
  text: (text) => text,
  value: (_key, text) => text,
  at: (_segments, value) => value,
  change: (change) => change,
};

export function createRedaction({ keys: more = [] }: RedactionOptions = {}): Redaction {
  const keys = credentialKeys(more);
  const documents = new WeakMap<object, Json>();
  /** Pages repeat the same images and errors, and each is scanned by a dozen patterns. */
  const texts = new LRUCache<string, string>({ max: 10_000 });
  const mark: Mark = () => redacted;

  const document = (value: Json): Json => {
    if (typeof value !== 'object' || value === null) return redactJson(value, root, { keys, mark });
    let result = documents.get(value);
    if (result === undefined) {
      result = redactJson(value, root, { keys, mark });
      documents.set(value, result);
    }
    return result;
  };

  const runningText = (text: string): string => {
    if (text.length > maxCachedLength) return redactText(text, keys, mark);
    let result = texts.get(text);
    if (result === undefined) {
      result = redactText(text, keys, mark);
      texts.set(text, result);
    }
    return result;
  };

  const placeOf = (segments: readonly string[]): Place => {
    let place = root;
    let name: string | null = null;
    for (const segment of segments) {
      const selected = /^\[name=(.*)\]$/s.exec(segment)?.[1];
      if (selected === undefined) {
        place = step(place, segment, undefined, keys);
        if (segment === 'value' && name !== null && place.under === null && keys.isIn(name)) {
          place = { ...place, under: name };
        }
      }
      name = selected ?? null;
    }
    return place;
  };

  return {
    // The casts hold: only texts and numbers become the marker, and free-form documents have no fixed types.
    json: (value) => document(value) as typeof value,
    text: (text) => (text === null ? text : (runningText(text) as typeof text)),
    value: (key, text) => {
      if (typeof text !== 'string') return text;
      return (keys.isIn(key) ? redacted : redactJson(text, root, { keys, mark })) as typeof text;
    },
    at(segments, value) {
      if (value === undefined) return value;
      return redactJson(value, placeOf(segments), { keys, mark }) as typeof value;
    },
    change(change) {
      const place = placeOf(change.segments);
      const before = new Set<string>();
      const collect: Mark = (key, credential) => {
        before.add(`${key} ${credential}`);
        return redacted;
      };
      const compare: Mark = (key, credential) =>
        change.before === undefined || before.has(`${key} ${credential}`) ? redacted : redactedChanged;
      const side = (value: Json | undefined, mark: Mark) =>
        value === undefined ? undefined : redactJson(value, place, { keys, mark });
      // `before` first: `compare` uses the credentials that `collect` found there.
      const first = side(change.before, collect);
      return { ...change, before: first, after: side(change.after, compare) };
    },
  };
}
