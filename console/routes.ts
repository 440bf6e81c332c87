/** Every address of the console. Links are made here only, so that names are always encoded. */
import { isJobState, type JobState } from './state/job-state.ts';

export const routes = {
  fleet: '/',
  applications: '/applications',
  environment: '/environments/:environment',
  application: '/environments/:environment/applications/:application',
  applicationTab: '/environments/:environment/applications/:application/:tab',
  instance: '/environments/:environment/applications/:application/instances/:uid',
  compare: '/environments/:environment/applications/:application/compare',
  instanceByUid: '/instances/:uid',
} as const;

export type ApplicationTab = 'timeline' | 'instances' | 'events' | 'configuration';

const encode = encodeURIComponent;

export const paths = {
  fleet: () => '/',
  applications: (filter: ListFilter = {}) => `/applications${searchOf(filter)}`,
  environment: (name: string, filter: ListFilter = {}) => `/environments/${encode(name)}${searchOf(filter)}`,
  /** The timeline is the first tab; its address is that of the application. */
  application: (environment: string, name: string, tab: ApplicationTab = 'timeline') =>
    `/environments/${encode(environment)}/applications/${encode(name)}${tab === 'timeline' ? '' : `/${tab}`}`,
  instance: (environment: string, application: string, uid: string) =>
    `/environments/${encode(environment)}/applications/${encode(application)}/instances/${encode(uid)}`,
  compare: (environment: string, application: string, from: string, to: string) =>
    `/environments/${encode(environment)}/applications/${encode(application)}/compare?${new URLSearchParams({ from, to })}`,
  instanceByUid: (uid: string) => `/instances/${encode(uid)}`,
};

/** The router leaves characters with a meaning in URLs encoded, such as `=`. */
export function decodeName(parameter: string): string {
  try {
    return decodeURIComponent(parameter);
  } catch {
    return parameter;
  }
}

export type SortField = 'NAME' | 'CREATED' | 'UPDATED';

/** The filter and order of a list in its address. */
export interface ListFilter {
  /** A part of the name, or a pattern with `*`. */
  readonly name?: string;
  readonly environment?: string;
  readonly states?: readonly JobState[];
  /** `key=value`, or a key alone. */
  readonly label?: string;
  readonly sort?: SortField;
  readonly descending?: boolean;
}

const sortFields: readonly SortField[] = ['NAME', 'CREATED', 'UPDATED'];

export function searchOf({ name, environment, states = [], label, sort, descending }: ListFilter): string {
  const search = new URLSearchParams();
  if (name) search.set('name', name);
  if (environment) search.set('environment', environment);
  if (states.length > 0) search.set('state', states.join(','));
  if (label) search.set('label', label);
  if (sort && (sort !== 'NAME' || descending))
    search.set('sort', `${descending ? '-' : ''}${sort.toLowerCase()}`);
  const text = search.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

/** The inverse of `searchOf`. Invalid parts are ignored. */
export function filterOf(search: string): ListFilter {
  const parameters = new URLSearchParams(search);
  const sort = parameters.get('sort') ?? '';
  const field = sort.replace(/^-/, '').toUpperCase();
  const states = (parameters.get('state') ?? '').split(',').filter(isJobState);
  return {
    ...optional('name', parameters.get('name')),
    ...optional('environment', parameters.get('environment')),
    ...(states.length > 0 && { states }),
    ...optional('label', parameters.get('label')),
    ...optional(
      'sort',
      sortFields.find((known) => known === field),
    ),
    ...(sort.startsWith('-') && { descending: true }),
  };
}

function optional<Key extends string, Value>(
  key: Key,
  value: Value | null | undefined | '',
): { readonly [K in Key]?: Value } {
  return value ? ({ [key]: value } as { readonly [K in Key]: Value }) : {};
}
