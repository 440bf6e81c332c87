/**
 * Faults: failures of a CMF, its network and the proxies in front of it, applied to responses. A fault stays until it
 * is cleared, disposed or used up. Several faults combine; the first one that ends the response wins.
 *
 *     using _down = emulator.faults.add({ kind: 'status', status: 503, match: { operation: 'listApplications' } });
 */
import { createRandom } from './random.ts';

export type FaultKind =
  /**
   * Delays the response, in real time: before the request is handled, or afterwards, when a write has already taken
   * effect.
   */
  | { readonly kind: 'latency'; readonly ms: number; readonly when?: 'before' | 'after' }
  /**
   * An error status instead of the response; the request has no effect. `messages` are the problems of a `RestError`.
   * `retryAfter` (seconds) becomes `Retry-After`.
   */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: ErrorBody;
      readonly message?: string;
      readonly messages?: readonly string[];
      readonly retryAfter?: number;
    }
  /** Responds with 200 and only the first half of the JSON. */
  | { readonly kind: 'truncated' }
  /**
   * TCP reset: before the request is handled; after a write has taken effect and before the response is sent; or in
   * the middle of the body of the response.
   */
  | { readonly kind: 'reset'; readonly when?: 'before' | 'after' | 'during' }
  /** Never sends a response; the connection stays open. With `after`, the request is handled. */
  | { readonly kind: 'hang'; readonly when?: 'before' | 'after' }
  /** The maximum number of items of a page, for any `size`. */
  | { readonly kind: 'cappedSize'; readonly size: number }
  /** Omits `metadata.size` of a page. */
  | { readonly kind: 'missingSize' }
  /** Omits `metadata` of a page. */
  | { readonly kind: 'missingMetadata' }
  | { readonly kind: 'nullPageable' }
  /** Omits `status.spec` in lists of instances, as the CLI's fixtures do. */
  | { readonly kind: 'listWithoutSpec' }
  /** Starts each page after the first with the last item of the previous page, as an insert between requests does. */
  | { readonly kind: 'duplicatedItems' }
  /** A body in a content coding that was not requested; `isCut` omits its second half. An unknown coding is only a label. */
  | { readonly kind: 'encoded'; readonly coding: string; readonly isCut?: boolean }
  /** Extends the stack traces of Flink's exceptions to about this many bytes. */
  | { readonly kind: 'longStackTrace'; readonly bytes: number }
  /** State values that no client knows. */
  | { readonly kind: 'unknownStates' };

export type ErrorBody = 'rest-error' | 'plain-text' | 'empty' | 'html' | 'framework';

export interface Match {
  readonly method?: string;
  /** True: POST and DELETE only. False: GET only. */
  readonly write?: boolean;
  /** A substring of the percent-decoded path, or a pattern for it. */
  readonly path?: string | RegExp;
  /** The endpoint's name in the call log. */
  readonly operation?: string;
  /** The number of calls that it affects. */
  readonly count?: number;
}

export type Fault = FaultKind & {
  readonly match?: Match;
  /** Affects this share of the matching calls, drawn from the emulator's seed. */
  readonly probability?: number;
};

export interface FaultHandle extends Disposable {
  readonly id: number;
  clear(): void;
}

export interface Faults {
  add(fault: Fault): FaultHandle;
  /** Clears all faults, or the one with this id. */
  clear(id?: number): void;
  readonly active: readonly (Fault & { readonly id: number })[];
  /** The faults that affect this call; decrements their counts. */
  take(call: {
    readonly method: string;
    readonly path: string;
    readonly operation: string;
  }): readonly Fault[];
}

export function createFaults({ seed }: { readonly seed: number }): Faults {
  const random = createRandom(seed);
  const active = new Map<number, { readonly fault: Fault; left: number }>();
  let lastId = 0;

  return {
    add(fault) {
      lastId += 1;
      const id = lastId;
      active.set(id, { fault, left: fault.match?.count ?? Number.POSITIVE_INFINITY });
      const clear = () => void active.delete(id);
      return { id, clear, [Symbol.dispose]: clear };
    },
    clear(id) {
      if (id === undefined) active.clear();
      else active.delete(id);
    },
    get active() {
      return [...active].map(([id, { fault }]) => ({ ...fault, id }));
    },
    take(call) {
      const taken: Fault[] = [];
      for (const [id, entry] of active) {
        const { fault } = entry;
        if (!matches(fault.match, call)) continue;
        if (fault.probability !== undefined && !random.chance(fault.probability)) continue;
        taken.push(fault);
        entry.left -= 1;
        if (entry.left <= 0) active.delete(id);
      }
      return taken;
    },
  };
}

function matches(
  match: Match | undefined,
  call: { readonly method: string; readonly path: string; readonly operation: string },
): boolean {
  if (!match) return true;
  const { method, write, path, operation } = match;
  if (write !== undefined && write !== (call.method !== 'GET')) return false;
  if (method !== undefined && method.toUpperCase() !== call.method) return false;
  if (operation !== undefined && operation !== call.operation) return false;
  if (path === undefined) return true;
  return typeof path === 'string' ? call.path.includes(path) : call.path.search(path) >= 0;
}
