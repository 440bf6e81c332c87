/** The live state of an application: job state, lifecycle, its error, its pending upgrade and its main facts. */
import { graphql, useFragment } from 'react-relay';
import type {
  applicationHeader_application$data,
  applicationHeader_application$key,
} from '../../gql/applicationHeader_application.graphql';
import { useTitle } from '../../layout/title.ts';
import { paths } from '../../routes.ts';
import { appearanceOf } from '../../state/job-state.ts';
import { StateLabel } from '../../state/state-label.tsx';
import { Folded } from '../../ui/folded.tsx';
import { Glow } from '../../ui/glow.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Stale } from '../../ui/stale.tsx';
import { Time } from '../../ui/time.tsx';
import { CopyUid } from '../../ui/uid.tsx';
import styles from './application.module.css';
import { UpgradeBanner } from './upgrade-banner.tsx';

const fragment = graphql`
  fragment applicationHeader_application on Application {
    name
    environmentName
    jobState
    jobStateRaw
    lifecycleState
    lifecycleStateRaw
    desiredState
    desiredStateRaw
    currentInstanceUid
    jobId
    flinkVersion
    parallelism
    upgradeMode
    upgradeModeRaw
    updatedAt
    error
    stale
    observedAt
    upgrade @catch {
      stuck {
        detail
      }
      ...upgradeBanner_upgrade
    }
  }
`;

interface ApplicationHeaderProps {
  readonly application: applicationHeader_application$key;
}

export function ApplicationHeader({ application: key }: ApplicationHeaderProps) {
  const application = useFragment(fragment, key);
  const { name, environmentName, jobState, lifecycleState, error, upgrade } = application;
  // The upgrade banner shows it.
  const isExplained = upgrade.ok && upgrade.value?.stuck?.detail.includes(firstLine(error ?? ''));
  useTitle(`${appearanceOf(jobState).text} ${name}`);
  return (
    <header className={styles['header']}>
      <div className={styles['titleRow']}>
        <PageTitle
          title={name}
          parent={{ name: environmentName, href: paths.environment(environmentName) }}
        />
        <Glow value={jobState}>
          <StateLabel state={jobState} raw={application.jobStateRaw} />
        </Glow>
        <span className="muted">
          <Glow value={lifecycleState}>
            {(lifecycleState === 'UNKNOWN' ? application.lifecycleStateRaw : lifecycleState) ??
              'no lifecycle state'}
          </Glow>
        </span>
        <Stale stale={application.stale} observedAt={application.observedAt} />
      </div>
      <Facts application={application} />
      {!upgrade.ok ? (
        <Notice tone="warning">The pending upgrade could not be read. The page tries again.</Notice>
      ) : (
        upgrade.value && (
          <UpgradeBanner environment={environmentName} application={name} upgrade={upgrade.value} />
        )
      )}
      {error && !isExplained && (
        <Notice tone="danger">
          <strong>The operator reports an error</strong>
          <Folded text={error} />
        </Notice>
      )}
    </header>
  );
}

function Facts({ application }: { readonly application: applicationHeader_application$data }) {
  const { desiredState, desiredStateRaw, currentInstanceUid, jobId, flinkVersion, parallelism } = application;
  const mode = application.upgradeMode === 'UNKNOWN' ? application.upgradeModeRaw : application.upgradeMode;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['Desired', desiredState === 'UNKNOWN' ? desiredStateRaw : desiredState],
    ['Current instance', currentInstanceUid && <CopyUid uid={currentInstanceUid} name="current instance" />],
    ['Job', jobId && <CopyUid uid={jobId} name="job" />],
    ['Flink', flinkVersion?.replace(/^v/, '').replaceAll('_', '.')],
    ['Parallelism', parallelism],
    ['Upgrade mode', mode?.toLowerCase().replace('_', ' ')],
    ['Changed', <Time key="changed" at={application.updatedAt} as="ago" />],
  ];
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  );
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
