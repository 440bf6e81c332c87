/** The texts for the condition that an upgrade waits for, and for the reason why it is stuck. */
import type { StuckReason, UpgradeWait } from '../../gql/upgradeBanner_upgrade.graphql';

export const waits: Readonly<Record<UpgradeWait, string>> = {
  SAVEPOINT: 'a savepoint of the running job',
  JOB_RUNNING: 'the job to run, because only a running job completes a savepoint',
  DEPLOYMENT: 'the new cluster to start',
  UNKNOWN: 'something that CMF does not report',
};

export const stuckReasons: Readonly<Record<StuckReason, string>> = {
  SAVEPOINT_FAILING: 'savepoints fail',
  SAVEPOINT_NOT_COMPLETING: 'the job runs, but no savepoint completes',
  JOB_NOT_RUNNING: 'the job that must complete a savepoint does not run',
  NOT_DEPLOYING: 'the new cluster does not start',
  UNKNOWN: 'CMF does not provide the reason',
};

interface UpgradeFacts {
  readonly waitingFor: UpgradeWait;
  readonly reverted: boolean;
  readonly stuck: { readonly reason: StuckReason } | null;
}

export function describeUpgrade({ waitingFor, reverted, stuck }: UpgradeFacts): string {
  const wait = `Waits for ${waits[waitingFor]}`;
  const reason = stuck ? `; stuck: ${stuckReasons[stuck.reason]}` : '';
  return `${wait}${reason}${reverted ? '; the change was reverted' : ''}.`;
}
