/** Limits the number of traces of one source per second, so that polls and deliveries do not overload a collector. */

export const maxPerSecond = 10;

/** `now` in milliseconds. True if another trace may begin. */
export function createBackgroundLimit(now: () => number): (source: string) => boolean {
  const begun = new Map<string, { second: number; count: number }>();
  return (source) => {
    const second = Math.floor(now() / 1000);
    let current = begun.get(source);
    if (current?.second !== second) begun.set(source, (current = { second, count: 0 }));
    current.count += 1;
    return current.count <= maxPerSecond;
  };
}
