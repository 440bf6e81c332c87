/** The features of a CMF version (contract section 1). */

export interface Capabilities {
  /** Null for a CMF without `system-information` (before 2.2). */
  readonly version: string | null;
  /** `filter`, `search`, `fields`; older servers ignore them, as Spring ignores unknown parameters. */
  readonly queries: boolean;
  readonly environmentMetadata: boolean;
  readonly environmentCreated: 200 | 201;
  readonly deleted: 200 | 204;
  /** From 2.0. */
  readonly instances: boolean;
  /** From 2.1. */
  readonly savepoints: boolean;
  /** From 2.4: recurring events are one record with a count. */
  readonly countedEvents: boolean;
}

/** Null stands for 2.1, the newest version that does not report itself. */
export function capabilitiesOf(version: string | null): Capabilities {
  const [major = 0, minor = 0] = (version ?? '2.1').split('.').map(Number);
  const from = (wantedMajor: number, wantedMinor: number) =>
    major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  const isModern = from(2, 3);
  return {
    version: from(2, 2) ? version : null,
    queries: isModern,
    environmentMetadata: isModern,
    environmentCreated: isModern ? 200 : 201,
    deleted: isModern ? 204 : 200,
    instances: from(2, 0),
    savepoints: from(2, 1),
    countedEvents: from(2, 4),
  };
}
