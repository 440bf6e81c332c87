/** Resolves when the first view is shown. Non-urgent work waits for it. */

const { promise, resolve } = Promise.withResolvers<void>();

/** The longest wait, for a gateway that does not respond. */
const maxWaitMs = 2_000;
setTimeout(resolve, maxWaitMs);

/** How many parts of the page are loading. */
let loading = 0;

/** An effect of the component that a part of the page shows while it loads. */
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
