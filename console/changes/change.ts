/** A value that differs between two specs. */
export type Section = 'CONFIGURATION' | 'IMAGE' | 'JOB' | 'OTHER' | 'POD_TEMPLATE' | 'RESOURCES';

export interface Change {
  readonly path: string;
  readonly segments: readonly string[];
  readonly kind: 'ADDED' | 'CHANGED' | 'REMOVED';
  readonly section: Section;
  readonly before: unknown;
  readonly after: unknown;
}
