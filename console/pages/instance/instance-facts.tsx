/** Role, job state, completion and cause of an instance. */
import { graphql, useFragment } from 'react-relay';
import type { instanceFacts_instance$key } from '../../gql/instanceFacts_instance.graphql';
import { StateLabel } from '../../state/state-label.tsx';
import { operationName } from '../../timeline/marks.ts';
import { roleNames } from '../../timeline/roles.ts';
import { Glow } from '../../ui/glow.tsx';
import { Time } from '../../ui/time.tsx';
import { CopyUid } from '../../ui/uid.tsx';
import applicationStyles from '../application/application.module.css';
import { completions } from '../application/instances/instance-row.tsx';
import styles from './instance.module.css';

const fragment = graphql`
  fragment instanceFacts_instance on Instance {
    uid
    role
    jobState
    jobStateRaw
    jobId
    completion
    expired
    createdAt
    updatedAt
    image
    flinkVersion
    parallelism
    cause {
      actor
      at
      kind
      reason
    }
  }
`;

export function InstanceFacts({ instance: key }: { readonly instance: instanceFacts_instance$key }) {
  const instance = useFragment(fragment, key);
  const { role, jobState, completion, expired, cause } = instance;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [
      'Role',
      <Glow key="role" value={role}>
        {roleNames[role ?? 'UNKNOWN']}
      </Glow>,
    ],
    ['Completion', completion && <Glow value={completion}>{completions[completion]}</Glow>],
    ['Created', <Time key="created" at={instance.createdAt} as="exact" />],
    ['Last job status', <Time key="updated" at={instance.updatedAt} as="ago" />],
    ['Job', instance.jobId && <CopyUid uid={instance.jobId} name="job" />],
    ['Flink', instance.flinkVersion?.replace(/^v/, '').replaceAll('_', '.')],
    ['Parallelism', instance.parallelism],
    ['Image', instance.image && <code>{instance.image}</code>],
  ];
  return (
    <header className={styles['facts']}>
      <div className={applicationStyles['titleRow']}>
        <h2 className={styles['title']}>
          Instance <CopyUid uid={instance.uid} name="instance" />
        </h2>
        {jobState && (
          <Glow value={jobState}>
            <StateLabel state={jobState} raw={instance.jobStateRaw} />
          </Glow>
        )}
        {expired && <span className="muted">CMF no longer keeps it; this is the record of the gateway.</span>}
      </div>
      <dl className={applicationStyles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      <p>
        {cause ? (
          <>
            {operationName(cause.kind)} by <strong>{cause.actor ?? 'an unknown caller'}</strong>,{' '}
            <Time at={cause.at} as="ago" />: {cause.reason ?? 'no reason was given'}
          </>
        ) : (
          <span className="muted">It was not created through this gateway, so its author is unknown.</span>
        )}
      </p>
    </header>
  );
}
