/** Announces the changes of the fleet to the views, after the store has them. */

export interface FleetChange {
  readonly environment: string;
  readonly application: string;
  /** The application was created or deleted, so lists have changed. */
  readonly isMembership: boolean;
}

type Listener = (change: FleetChange) => void;
const listeners = new Set<Listener>();

export function onFleetChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function announce(change: FleetChange): void {
  for (const listener of listeners) listener(change);
}
