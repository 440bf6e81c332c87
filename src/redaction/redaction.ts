/**
 * Redaction: credentials in what leaves the gateway are replaced by a fixed marker. Pure, and quick where it matters:
 * a spec is looked through once for as long as it is in memory.
 *
 * Whoever hands out a value of CMF calls the method of its kind. What is compared (diffs, provenance) is compared
 * before and redacted after, so that a credential's change still shows.
 */
import { LRUCache } from 'lru-cache';
import type { Json } from '../json.ts';
import { credentialKeys } from './keys.ts';
import { type Mark, redactText } from './text.ts';
import { type Place, redactJson, root, step } from './tree.ts';

export const redacted = '(redacted)';
/** Longer texts, such as stack traces, are seldom seen twice and would fill the memory. */
const maxKnownText = 300;

/** In a diff: this credential is not the one from before. */
export const redactedChanged = '(redacted, changed)';

/** What a diff says of one place; `src/history` makes them. */
export interface RedactableChange {
  /** Map keys, and `[name=main]` for an item of a named list. */
  readonly segments: readonly string[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

export interface Redaction {
  /** A free-form document. The same value, by identity, when it holds no credential. */
  json<Value extends Json | null>(value: Value): Value;
  /** A message, a stack trace, an image's name. */
  text<Text extends string | null>(text: Text): Text;
  /** The text of one key. */
  value<Text extends string | null | undefined>(key: string, text: Text): Text;
  /** A value of a spec, from where it stands: map keys, and `[name=main]` for an item of a named list. */
  at<Value extends Json | null | undefined>(segments: readonly string[], value: Value): Value;
  /** Both sides of a change. */
  change<Change extends RedactableChange>(change: Change): Change;
}

export interface RedactionOptions {
  /** Further parts of keys that make a credential. */
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
  const known = new WeakMap<object, Json>();
  /** A page shows the same images and errors again and again; each is looked through by a dozen patterns. */
  const knownTexts = new LRUCache<string, string>({ max: 10_000 });
  const mark: Mark = () => redacted;

  const document = (value: Json): Json => {
    if (typeof value !== 'object' || value === null) return redactJson(value, root, { keys, mark });
    let result = known.get(value);
    if (result === undefined) {
      result = redactJson(value, root, { keys, mark });
      known.set(value, result);
    }
    return result;
  };

  const running = (text: string): string => {
    if (text.length > maxKnownText) return redactText(text, keys, mark);
    let result = knownTexts.get(text);
    if (result === undefined) {
      result = redactText(text, keys, mark);
      knownTexts.set(text, result);
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
    // The shapes stay: only texts and numbers give way to the marker, and free-form documents promise no types.
    json: (value) => document(value) as typeof value,
    text: (text) => (text === null ? text : (running(text) as typeof text)),
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
      const remember: Mark = (key, credential) => {
        before.add(`${key} ${credential}`);
        return redacted;
      };
      const compare: Mark = (key, credential) =>
        change.before === undefined || before.has(`${key} ${credential}`) ? redacted : redactedChanged;
      const side = (value: Json | undefined, mark: Mark) =>
        value === undefined ? undefined : redactJson(value, place, { keys, mark });
      // In this order: the second side is told apart from the first.
      const first = side(change.before, remember);
      return { ...change, before: first, after: side(change.after, compare) };
    },
  };
}
