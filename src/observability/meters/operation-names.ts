/**
 * Bounds the operation names that metrics show, because clients choose them: those of trusted documents, and the most
 * frequent others. A name outside of them counts as `other` until it is more frequent than one that is shown.
 */
import { LRUCache } from 'lru-cache';

/** The state of one name. Its holder counts its uses. */
export interface RankedName {
  /** True while metrics show it. */
  isShown: boolean;
  /** Uses, with those before each ranking at half their weight. */
  uses: number;
  /** Removes it from the metrics. */
  hide(): void;
}

export interface OperationNames<Name extends RankedName> {
  /** The name of this key, made by `create` when it is new. */
  get(key: string, create: () => Name): Name;
  /** Shows the most frequent names in place of less frequent ones. */
  rank(): void;
}

export interface OperationNamesOptions {
  readonly isTrusted: (key: string) => boolean;
  /** Maximum number of shown names besides the trusted ones. */
  readonly maxShown?: number;
  /** Maximum number of other names that are counted. */
  readonly maxCounted?: number;
}

/**
 * A name replaces another only if it is this much more frequent, so that equally frequent names do not alternate at
 * each ranking.
 */
const advantage = 2;

export function createOperationNames<Name extends RankedName>(
  options: OperationNamesOptions,
): OperationNames<Name> {
  const { isTrusted, maxShown = 200, maxCounted = 1_000 } = options;
  const trusted = new Map<string, Name>();
  const shown = new Map<string, Name>();
  const counted = new LRUCache<string, Name>({ max: maxCounted });

  const add = (key: string, name: Name): Name => {
    if (isTrusted(key)) trusted.set(key, name);
    else if (shown.size < maxShown) shown.set(key, name);
    else {
      counted.set(key, name);
      return name;
    }
    name.isShown = true;
    return name;
  };

  return {
    get: (key, create) => trusted.get(key) ?? shown.get(key) ?? counted.get(key) ?? add(key, create()),
    rank() {
      const rising = [...counted.entries()].toSorted(([, a], [, b]) => b.uses - a.uses);
      const falling = [...shown].toSorted(([, a], [, b]) => a.uses - b.uses);
      for (const [index, [key, name]] of rising.entries()) {
        const [replacedKey, replaced] = falling[index] ?? [];
        if (replacedKey === undefined || !replaced || name.uses <= advantage * replaced.uses) break;
        shown.delete(replacedKey);
        replaced.isShown = false;
        replaced.hide();
        counted.delete(key);
        name.isShown = true;
        shown.set(key, name);
        counted.set(replacedKey, replaced);
      }
      for (const name of [...shown.values(), ...counted.values()]) name.uses /= 2;
    },
  };
}
