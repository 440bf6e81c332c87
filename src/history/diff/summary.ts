/** Summarizes changes in one line: `parallelism 2 → 4, +3 configuration keys`. */
import type { Json } from '../../json.ts';
import type { ChangeKind, SpecChange, SpecSection } from './diff.ts';

/**
 * The only paths whose values a summary shows. Other changes are only counted: their values may be secrets, and
 * redaction by field cannot redact a sentence.
 */
const namesOfShownPaths: ReadonlyMap<string, string> = new Map([
  ['job.parallelism', 'parallelism'],
  ['job.state', 'state'],
  ['job.upgradeMode', 'upgradeMode'],
  ['image', 'image'],
  ['flinkVersion', 'flinkVersion'],
  ['jobManager.replicas', 'jobManager.replicas'],
  ['jobManager.resource.cpu', 'jobManager.cpu'],
  ['jobManager.resource.memory', 'jobManager.memory'],
  ['taskManager.replicas', 'taskManager.replicas'],
  ['taskManager.resource.cpu', 'taskManager.cpu'],
  ['taskManager.resource.memory', 'taskManager.memory'],
]);

const nouns: Readonly<Record<SpecSection, string>> = {
  CONFIGURATION: 'configuration key',
  JOB: 'job field',
  IMAGE: 'image field',
  RESOURCES: 'resource field',
  POD_TEMPLATE: 'pod template field',
  OTHER: 'other field',
};

const signs: Readonly<Record<ChangeKind, string>> = { ADDED: '+', REMOVED: '−', CHANGED: '±' };

/** One line; `no changes` if there are none. `+` counts added, `−` removed, `±` changed values. */
export function summarize(changes: readonly SpecChange[]): string {
  if (changes.length === 0) return 'no changes';
  const parts: string[] = [];
  const counts = new Map<string, { readonly sign: string; readonly noun: string; count: number }>();
  for (const { path, kind, section, before, after } of changes) {
    const name = namesOfShownPaths.get(path);
    if (name !== undefined && isScalar(before) && isScalar(after)) {
      parts.push(`${name} ${shorten(before)} → ${shorten(after)}`);
      continue;
    }
    const entry = counts.get(section + kind) ?? { sign: signs[kind], noun: nouns[section], count: 0 };
    entry.count += 1;
    counts.set(section + kind, entry);
  }
  for (const { sign, noun, count } of counts.values())
    parts.push(`${sign}${count} ${noun}${count === 1 ? '' : 's'}`);
  return parts.join(', ');
}

function isScalar(value: Json | undefined): value is string | number | boolean | null | undefined {
  return typeof value !== 'object' || value === null;
}

function shorten(value: string | number | boolean | null | undefined): string {
  if (value === undefined) return 'none';
  const text = String(value).replaceAll(/\s+/g, ' ');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
