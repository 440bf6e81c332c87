/**
 * A seeded random source (mulberry32): the same seed gives the same sequence on every machine, so that runs of the
 * emulator are repeatable.
 */

export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** An integer in [0, `below`). */
  whole(below: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** `length` lowercase hexadecimal digits. */
  hex(length: number): string;
  /** A version 4 UUID. */
  uuid(): string;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  const whole = (below: number): number => Math.floor(next() * below);
  function hex(length: number): string {
    let digits = '';
    while (digits.length < length)
      digits += whole(2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return digits.slice(0, length);
  }

  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (list) => list[whole(list.length)] ?? list[0],
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + whole(4)).toString(16)}${hex(3)}-${hex(12)}`,
  };
}
