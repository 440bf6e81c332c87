/** The parts of a spec that changes are grouped by, in the order in which they are shown. */
import type { Change, Section } from './change.ts';

export const sectionNames: Readonly<Record<Section, string>> = {
  CONFIGURATION: 'Configuration',
  JOB: 'Job',
  IMAGE: 'Image',
  RESOURCES: 'Resources',
  POD_TEMPLATE: 'Pod template',
  OTHER: 'Other',
};

export interface SectionOfChanges {
  readonly section: Section;
  readonly changes: readonly Change[];
}

export function sectionsOf(changes: readonly Change[]): readonly SectionOfChanges[] {
  const groups = Map.groupBy(changes, ({ section }) => section);
  return (Object.keys(sectionNames) as readonly Section[])
    .map((section) => ({ section, changes: groups.get(section) ?? [] }))
    .filter((group) => group.changes.length > 0);
}
