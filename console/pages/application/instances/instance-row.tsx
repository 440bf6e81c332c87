/** One instance: its role, the completion of its job, and its changes. */
import { graphql, useFragment } from 'react-relay';
import { Link } from 'wouter';
import type {
  instanceRow_instance$data,
  instanceRow_instance$key,
} from '../../../gql/instanceRow_instance.graphql';
import { paths } from '../../../routes.ts';
import { StateLabel } from '../../../state/state-label.tsx';
import { roleNames } from '../../../timeline/roles.ts';
import { Glow } from '../../../ui/glow.tsx';
import { Time } from '../../../ui/time.tsx';
import { shortUid } from '../../../ui/uid.tsx';
import styles from './instances.module.css';

const fragment = graphql`
  fragment instanceRow_instance on Instance {
    uid
    role
    jobState
    jobStateRaw
    completion
    expired
    flinkVersion
    parallelism
    createdAt
    changes @catch {
      summary
    }
  }
`;

export const completions: Readonly<Record<NonNullable<instanceRow_instance$data['completion']>, string>> = {
  RUNNING: 'not ended',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELED: 'cancelled',
  STOPPED_FOR_UPGRADE: 'stopped for an upgrade',
  STOPPED_BY_SUSPEND: 'stopped by a suspension',
  UNKNOWN: 'unknown',
};

interface InstanceRowProps {
  readonly environment: string;
  readonly application: string;
  readonly instance: instanceRow_instance$key;
}

export function InstanceRow({ environment, application, instance: key }: InstanceRowProps) {
  const instance = useFragment(fragment, key);
  const { uid, role, jobState, completion, changes, expired } = instance;
  return (
    <tr>
      <td>
        <Link href={paths.instance(environment, application, uid)} className={styles['uid']} title={uid}>
          {shortUid(uid)}
        </Link>
        {expired && <span className="muted"> no longer in CMF</span>}
      </td>
      <td data-role={role ?? 'UNKNOWN'} className={styles['role']}>
        <Glow value={role}>{roleNames[role ?? 'UNKNOWN']}</Glow>
      </td>
      <td>
        <Glow value={jobState}>
          {jobState ? (
            <StateLabel state={jobState} raw={instance.jobStateRaw} />
          ) : (
            <span className="muted">–</span>
          )}
        </Glow>
      </td>
      <td>{completion ? completions[completion] : '–'}</td>
      <td className={styles['changes']}>
        {changes.ok ? (changes.value?.summary ?? <span className="muted">–</span>) : 'could not be read'}
      </td>
      <td>{instance.flinkVersion?.replace(/^v/, '').replaceAll('_', '.') ?? '–'}</td>
      <td className={styles['number']}>{instance.parallelism ?? '–'}</td>
      <td className={styles['number']}>
        <Time at={instance.createdAt} as="ago" />
      </td>
    </tr>
  );
}
