/** The hits of the palette by kind, as it lists them. */
import { paths } from '../routes.ts';
import type { JobState } from '../state/job-state.ts';
import { shortUid } from '../ui/uid.tsx';
import { recentHits } from './recent.ts';
import type { Hits, Outcome } from './search.ts';

/** Serialisable, because recent ones are kept for the session. */
export interface Hit {
  readonly href: string;
  readonly title: string;
  /** Where it leads. */
  readonly detail: string;
  /** Of applications and instances. */
  readonly state?: JobState | null;
}

export type Group = readonly [heading: string, hits: readonly Hit[]];

/** Of the last search, or where one may go without one. */
export function hitsOf(outcome: Outcome): readonly Group[] {
  if (outcome.kind === 'found') return groupsOf(outcome.hits);
  return outcome.kind === 'idle' ? idleGroups() : [];
}

function idleGroups(): readonly Group[] {
  const pages: readonly Hit[] = [
    { href: paths.fleet(), title: 'Fleet', detail: 'environments' },
    { href: paths.applications(), title: 'Applications', detail: 'in all environments' },
  ];
  const recent = recentHits();
  return recent.length === 0
    ? [['Pages', pages]]
    : [
        ['Recent', recent],
        ['Pages', pages],
      ];
}

function groupsOf({ environments, applications, jobs, instance }: Hits): readonly Group[] {
  const groups: readonly Group[] = [
    ['Instance', instance ? [instanceHit(instance)] : []],
    [
      'Job',
      (jobs?.nodes ?? []).map((job) => ({
        ...applicationHit(job),
        detail: `job ${job.jobId}, ${job.environmentName}`,
      })),
    ],
    ['Applications', (applications?.nodes ?? []).map(applicationHit)],
    [
      'Environments',
      (environments?.nodes ?? []).map(({ name, kubernetesNamespace }) => ({
        href: paths.environment(name),
        title: name,
        detail: kubernetesNamespace ? `applications in namespace ${kubernetesNamespace}` : 'applications',
      })),
    ],
  ];
  return groups.filter(([, hits]) => hits.length > 0);
}

function instanceHit({ uid, role, jobState, application }: NonNullable<Hits['instance']>): Hit {
  const { environmentName, name } = application;
  return {
    href: paths.instance(environmentName, name, uid),
    title: shortUid(uid),
    detail: `${role === null ? '' : `${role.toLowerCase().replace('_', ' ')} `}instance of ${environmentName}/${name}`,
    state: jobState,
  };
}

interface ApplicationNode {
  readonly name: string;
  readonly environmentName: string;
  readonly jobState: JobState | null;
}

function applicationHit({ name, environmentName, jobState }: ApplicationNode): Hit {
  return {
    href: paths.application(environmentName, name),
    title: name,
    detail: environmentName,
    state: jobState,
  };
}
