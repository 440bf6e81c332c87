/** What a search found, by kind; each hit says where it leads. */
import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { paths } from '../routes.ts';
import type { JobState } from '../state/job-state.ts';
import { StateGlyph } from '../state/state-glyph.tsx';
import { shortUid } from '../ui/uid.tsx';
import styles from './palette.module.css';
import { recentHits, rememberHit } from './recent.ts';
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

interface PaletteResultsProps {
  readonly text: string;
  readonly outcome: Outcome;
  readonly onChoose: () => void;
}

export function PaletteResults({ text, outcome, onChoose }: PaletteResultsProps) {
  const [, navigate] = useLocation();
  const choose = (hit: Hit) => {
    rememberHit(hit);
    onChoose();
    navigate(hit.href);
  };
  const groups = outcome.kind === 'found' ? groupsOf(outcome.hits) : idleGroups();
  const hits = groups.flatMap(([, found]) => found);
  return (
    <Command.List className={styles['list']} label="Results">
      {outcome.kind === 'searching' && <Command.Loading>Searching…</Command.Loading>}
      {outcome.kind === 'failed' && <Message>The search failed: {outcome.message}</Message>}
      {outcome.kind === 'found' && hits.length === 0 && (
        <Message>
          Nothing matches “{text.trim()}”. Names, instance UIDs and IDs of running jobs are searched, as far
          as CMF lets you see them.
        </Message>
      )}
      {(outcome.kind === 'found' || outcome.kind === 'idle') &&
        groups.map(([heading, found]) => (
          <Command.Group key={heading} heading={heading}>
            {found.map((hit) => (
              <Command.Item key={hit.href} value={hit.href} onSelect={() => choose(hit)}>
                {hit.state !== undefined && <StateGlyph state={hit.state} label={hit.state ?? 'no job'} />}
                <span className={styles['title']}>{hit.title}</span>
                <span className={styles['detail']}>{hit.detail}</span>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
    </Command.List>
  );
}

function Message({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles['message']} role="status">
      {children}
    </p>
  );
}

type Group = readonly [heading: string, hits: readonly Hit[]];

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
