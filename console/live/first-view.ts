/** When the first view is shown: work that can wait must not delay it. */

const { promise, resolve } = Promise.withResolvers<void>();

/** A view that waits for the gateway does not hold up the rest for longer. */
const maxWaitMs = 2_000;
setTimeout(resolve, maxWaitMs);

/** How many parts of the page are loading. */
let loading = 0;

/** An effect of what a part of the page shows while it loads. */
export function partIsLoading(): () => void {
  loading += 1;
  return () => {
    loading -= 1;
    // Later: a part that has loaded may contain others that load.
    setTimeout(() => {
      if (loading === 0) resolve();
    });
  };
}

export const firstViewIsShown: Promise<void> = promise;
