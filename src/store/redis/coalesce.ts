/** One run at a time; whoever asks gets a run that begins after the asking, shared with all who asked meanwhile. */
export function coalesce(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const start = (): Promise<void> => {
    next = null;
    const started = run().finally(() => {
      if (running === started) running = null;
    });
    running = started;
    return started;
  };

  return () => {
    if (!running) return start();
    next ??= running.then(start, start);
    return next;
  };
}
