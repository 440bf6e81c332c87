/** The hits of the palette, grouped by kind. */
import { kindWords } from '../problems/problem.ts';
import { paths } from '../routes.ts';
import type { JobState } from '../state/job-state.ts';
import { shortUid } from '../ui/uid.tsx';
import { recentHits } from './recent.ts';
import type { Hits, Outcome } from './search.ts';

/** Serialisable, because recent ones are kept for the session. */
export interface Hit {
  readonly href: string;
  readonly title: string;
  /** The address of its page. */
  readonly detail: string;
  /** Of applications and instances. */
  readonly state?: JobState | null;
}

type ProblemNode = NonNullable<Hits['problems']>['nodes'][number];

export type Group = readonly [heading: string, hits: readonly Hit[]];

/** Identifies a hit in the list: two hits of different kinds may have the same page. */
export function itemOf(heading: string, { href, title }: Hit): string {
  return `${heading} ${title} ${href}`;
}

/** The hits of the last search; without a search, the recent hits and the main pages. */
export function hitsOf(outcome: Outcome, text: string): readonly Group[] {
  if (outcome.kind === 'found') return groupsOf(outcome.hits, text);
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

function groupsOf({ environments, applications, problems, jobs, instance }: Hits, text: string) {
  const groups: readonly Group[] = [
    ['Instance', instance ? [instanceHit(instance)] : []],
    [
      'Job',
      (jobs?.nodes ?? []).map((job) => ({
        ...applicationHit(job),
        detail: `job ${job.jobId}, ${job.environmentName}`,
      })),
    ],
    ['Problems', problemHits(problems?.nodes ?? [], text)],
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

const maxProblems = 5;

/** The problems whose kind, environment or application contains the text. The API does not search them. */
function problemHits(problems: readonly ProblemNode[], text: string): readonly Hit[] {
  const term = text.trim().toLowerCase();
  return problems
    .map(({ kind, summary, environmentName, applicationName }) => ({
      href:
        applicationName === null
          ? paths.environment(environmentName)
          : paths.application(environmentName, applicationName),
      title: `${kindWords[kind]}: ${applicationName ?? environmentName}`,
      detail: summary,
      place: `${environmentName}/${applicationName ?? ''}`,
    }))
    .filter(({ title, place }) => title.toLowerCase().includes(term) || place.toLowerCase().includes(term))
    .slice(0, maxProblems)
    .map(({ href, title, detail }) => ({ href, title, detail }));
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
