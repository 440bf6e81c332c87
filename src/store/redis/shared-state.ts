/** The shared state as an immutable value, and pure functions that compute the next one. */
import type { ApplicationChange } from '../../live/committed.ts';
import {
  type ApplicationView,
  type EnvironmentsView,
  type EnvironmentView,
  listing,
  unlisted,
  unread,
} from '../view.ts';
import type { Pulled } from './read-changes.ts';
import {
  applicationName,
  type HeadRecord,
  parseApplication,
  parseHead,
  parseList,
  parseRecordName,
} from './records.ts';

export type EnvironmentViews = ReadonlyMap<string, EnvironmentView>;

export interface SharedState {
  readonly epoch: string;
  readonly server: string;
  /** The state includes everything up to this revision. */
  readonly revision: number;
  /** The newest journal entry. */
  readonly sequence: number;
  readonly list: EnvironmentsView;
  readonly environments: EnvironmentViews;
}

/** `onDamaged` receives each record that cannot be parsed; the known value stays in its place. */
export function stateAfter(
  known: SharedState | null,
  pulled: Pulled,
  onDamaged: (what: string) => void,
): SharedState {
  const start: EnvironmentViews = (pulled.whole ? null : known?.environments) ?? new Map();
  let list = (pulled.whole ? null : known?.list) ?? unlisted;
  const heads = new Map<string, HeadRecord & { readonly revision: number }>();
  const drafts = new Map<string, Map<string, ApplicationView>>();
  const draftOf = (environment: string): Map<string, ApplicationView> => {
    const draft = drafts.get(environment) ?? new Map(start.get(environment)?.applications);
    drafts.set(environment, draft);
    return draft;
  };

  for (const { name: recordName, value, revision } of pulled.records) {
    const name = parseRecordName(recordName);
    if (name?.kind === 'application') {
      const copy = known?.environments.get(name.environment)?.applications.get(name.application);
      // A revision identifies a value: unchanged records are not parsed again.
      const parsed = copy?.revision === revision ? copy : parseApplication(value);
      if (!parsed) onDamaged(recordName);
      const view = parsed ? { ...parsed, revision } : copy;
      if (view) draftOf(name.environment).set(name.application, view);
    } else if (name?.kind === 'head') {
      const parsed = parseHead(value);
      if (parsed) heads.set(name.environment, { ...parsed, revision });
      else onDamaged(recordName);
    } else {
      const parsed = name && parseList(value);
      if (parsed)
        list = {
          revision,
          observedAt: parsed.observedAt,
          environments: listing(list.environments, parsed.environments),
        };
      else onDamaged(recordName);
    }
  }

  if (pulled.left) {
    for (const [environment, { applications }] of start) {
      for (const application of applications.keys()) {
        const isLeft = pulled.left.has(applicationName(environment, application));
        if (!isLeft) draftOf(environment).delete(application);
      }
    }
  }

  const environments = new Map(start);
  for (const name of new Set([...heads.keys(), ...drafts.keys()])) {
    const before = start.get(name) ?? unread;
    const applications = drafts.get(name) ?? before.applications;
    environments.set(name, { ...before, ...heads.get(name), applications });
  }
  return {
    epoch: pulled.epoch,
    server: pulled.server,
    revision: pulled.revision,
    sequence: pulled.entries.at(-1)?.sequence ?? pulled.base,
    list,
    environments,
  };
}

/** The applications that differ between two states. */
export function changesBetween(before: EnvironmentViews, after: EnvironmentViews): ApplicationChange[] {
  const changes: ApplicationChange[] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(name)?.applications ?? unread.applications;
    const is = after.get(name)?.applications ?? unread.applications;
    if (was === is) continue;
    for (const application of new Set([...was.keys(), ...is.keys()])) {
      const previous = was.get(application)?.application ?? null;
      const next = is.get(application)?.application ?? null;
      if (previous !== next) changes.push({ previous, next });
    }
  }
  return changes;
}
