/** A pending upgrade: its start, the condition that it waits for, its changes, and the reason why it is stuck. */
import { graphql, useFragment } from 'react-relay';
import { Link } from 'wouter';
import type { upgradeBanner_upgrade$key } from '../../gql/upgradeBanner_upgrade.graphql';
import { paths } from '../../routes.ts';
import { Notice } from '../../ui/notice.tsx';
import { Time } from '../../ui/time.tsx';
import { shortUid } from '../../ui/uid.tsx';
import styles from './application.module.css';
import { stuckReasons, waits } from './upgrade-texts.ts';

const fragment = graphql`
  fragment upgradeBanner_upgrade on Upgrade {
    since
    reverted
    waitingFor
    to {
      uid
    }
    changes {
      summary
    }
    stuck {
      reason
      detail
      since
    }
  }
`;

interface UpgradeBannerProps {
  readonly environment: string;
  readonly application: string;
  readonly upgrade: upgradeBanner_upgrade$key;
}

export function UpgradeBanner({ environment, application, upgrade: key }: UpgradeBannerProps) {
  const { since, reverted, waitingFor, to, changes, stuck } = useFragment(fragment, key);
  return (
    <Notice tone={stuck ? 'danger' : 'warning'}>
      <p>
        <strong>
          Upgrade {stuck ? 'stuck' : 'pending'} for <Time at={since} />
        </strong>
        : waits for {waits[waitingFor]}.{stuck && ` ${capitalised(stuckReasons[stuck.reason])}.`}
      </p>
      {stuck?.detail && <p className={styles['detail']}>{stuck.detail}</p>}
      <p className="muted">
        {to && (
          <>
            Instance{' '}
            <Link href={paths.instance(environment, application, to.uid)} className="link">
              <code>{shortUid(to.uid)}</code>
            </Link>
          </>
        )}
        {changes?.summary && `, ${changes.summary}`}
        {reverted && '. The change was reverted while it waited: the old cluster keeps running.'}
      </p>
    </Notice>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
