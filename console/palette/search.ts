/** Runs the searches for the text of the palette. Late results of an earlier search are dropped. */
import { useDeferredValue, useEffect, useState } from 'react';
import { fetchQuery, graphql, useRelayEnvironment } from 'react-relay';
import type { searchPaletteQuery } from '../gql/searchPaletteQuery.graphql';

const query = graphql`
  query searchPaletteQuery(
    $name: String!
    $isName: Boolean!
    $uid: ID!
    $isUid: Boolean!
    $jobId: String!
    $isJobId: Boolean!
  ) {
    environments(first: 5, filter: { name: $name }) @include(if: $isName) {
      nodes {
        id
        name
        kubernetesNamespace
      }
    }
    applications(first: 12, filter: { name: $name }) @include(if: $isName) {
      totalCount
      nodes {
        id
        name
        environmentName
        jobState
      }
    }
    problems(first: 100) @include(if: $isName) {
      nodes {
        id
        kind
        summary
        environmentName
        applicationName
      }
    }
    jobs: applications(first: 5, filter: { jobId: $jobId }) @include(if: $isJobId) {
      nodes {
        id
        name
        environmentName
        jobId
        jobState
      }
    }
    instance(uid: $uid) @include(if: $isUid) {
      id
      uid
      role
      jobState
      application {
        name
        environmentName
      }
    }
  }
`;

export type Hits = searchPaletteQuery['response'];

export type Outcome =
  | { readonly kind: 'idle' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly hits: Hits }
  | { readonly kind: 'failed'; readonly message: string };

const pauseMs = 120;
/** Both are recognised within other text, such as a log line. */
const uidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const jobIdPattern = /\b[0-9a-f]{32}\b/i;

export function useSearch() {
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'idle' });
  const environment = useRelayEnvironment();
  const term = useDeferredValue(text.trim());
  useEffect(() => {
    if (term === '') return;
    let search: { unsubscribe(): void } | undefined;
    const timer = setTimeout(() => {
      setOutcome((before) => (before.kind === 'found' ? before : { kind: 'searching' }));
      search = fetchQuery<searchPaletteQuery>(environment, query, variablesOf(term)).subscribe({
        next: (hits) => setOutcome({ kind: 'found', hits }),
        error: (error: Error) => setOutcome({ kind: 'failed', message: error.message }),
      });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      search?.unsubscribe();
    };
  }, [environment, term]);
  const shown: Outcome = term === '' ? { kind: 'idle' } : outcome;
  return { text, setText, outcome: shown };
}

function variablesOf(term: string): searchPaletteQuery['variables'] {
  const uid = uidPattern.exec(term)?.[0].toLowerCase();
  const jobId = jobIdPattern.exec(term)?.[0].toLowerCase();
  const isName = uid === undefined && jobId === undefined;
  return {
    name: patternOf(term),
    isName,
    uid: uid ?? '',
    isUid: uid !== undefined,
    jobId: jobId ?? '',
    isJobId: jobId !== undefined,
  };
}

/** A part of a name; `environment/application` searches the part after the slash. */
export function patternOf(term: string): string {
  const name = term.slice(term.lastIndexOf('/') + 1);
  return name.includes('*') ? name : `*${name}*`;
}
