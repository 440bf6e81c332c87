/** The features of a CMF version (contract section 1). */

export interface Capabilities {
  /** Null for a CMF without `system-information` (before 2.2). */
  readonly version: string | null;
  /** Support for `filter`, `search` and `fields`. Older servers ignore them, as Spring ignores unknown parameters. */
  readonly queries: boolean;
  readonly environmentMetadata: boolean;
  readonly environmentCreated: 200 | 201;
  readonly deleted: 200 | 204;
  /** Since CMF 2.0. */
  readonly instances: boolean;
  /** Since CMF 2.1. */
  readonly savepoints: boolean;
  /** `status.warning` of a savepoint; since CMF 2.3. */
  readonly savepointWarnings: boolean;
  /** Since CMF 2.4: recurring events are one record with a count. */
  readonly countedEvents: boolean;
  /** Since CMF 2.3; older servers ignore `force`. */
  readonly force: boolean;
  readonly names: 'dns' | 'label';
}

/** Null stands for 2.1, the newest version that does not report itself. */
export function capabilitiesOf(version: string | null): Capabilities {
  const [major = 0, minor = 0] = (version ?? '2.1').split('.').map(Number);
  const isAtLeast = (wantedMajor: number, wantedMinor: number) =>
    major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  const isFrom23 = isAtLeast(2, 3);
  return {
    version: isAtLeast(2, 2) ? version : null,
    queries: isFrom23,
    environmentMetadata: isFrom23,
    environmentCreated: isFrom23 ? 200 : 201,
    deleted: isFrom23 ? 204 : 200,
    instances: isAtLeast(2, 0),
    savepoints: isAtLeast(2, 1),
    savepointWarnings: isFrom23,
    countedEvents: isAtLeast(2, 4),
    force: isFrom23,
    names: isAtLeast(2, 4) ? 'label' : 'dns',
  };
}
