/**
 * Calls a function for each open connection every twelve seconds. One timer serves all connections of the process, a
 * twelfth of them each second; without connections there is no timer.
 */

const rounds = 12;
const roundMs = 1_000;

const beats = Array.from({ length: rounds }, () => new Set<() => void>());
let round = 0;
let count = 0;
let timer: NodeJS.Timeout | undefined;

/** Calls `beat` every twelve seconds until disposed. It must not throw. */
export function onHeartbeat(beat: () => void): Disposable {
  const own = beats[round];
  own?.add(beat);
  count += 1;
  timer ??= setInterval(next, roundMs);
  return {
    [Symbol.dispose]() {
      if (!own?.delete(beat)) return;
      count -= 1;
      if (count > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function next(): void {
  round = (round + 1) % rounds;
  for (const beat of beats[round] ?? []) beat();
}
