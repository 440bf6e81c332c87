/** One event: time, kind, instance, and message with a collapsed stack trace. */
import { graphql, useFragment } from 'react-relay';
import { Link } from 'wouter';
import type { eventItem_event$key } from '../../../gql/eventItem_event.graphql';
import { paths } from '../../../routes.ts';
import { Folded } from '../../../ui/folded.tsx';
import { Time } from '../../../ui/time.tsx';
import { shortUid } from '../../../ui/uid.tsx';
import type { ApplicationProps } from '../application-page.tsx';
import styles from './events.module.css';

const fragment = graphql`
  fragment eventItem_event on ApplicationEvent {
    type
    severity
    reason
    message
    exception
    newStatus
    count
    firstAt
    lastAt
    instanceUid
  }
`;

type EventItemProps = ApplicationProps & { readonly event: eventItem_event$key };

export function EventItem({ environment, application, event: key }: EventItemProps) {
  const event = useFragment(fragment, key);
  const { type, severity, reason, message, exception, count, firstAt, lastAt, instanceUid } = event;
  const isBad = severity === 'WARNING' || exception !== null;
  return (
    <li className={styles['event']}>
      <span className={styles['when']}>
        <Time at={lastAt} as="ago" />
      </span>
      <span className={styles['kind']} data-bad={isBad}>
        {reason ?? type.toLowerCase().replaceAll('_', ' ')}
      </span>
      <div className={styles['message']}>
        <Folded text={exception ?? message} summary={message.split('\n', 1)[0] ?? ''} />
        {count > 1 && (
          <span className="muted">
            {' '}
            ×{count} since <Time at={firstAt} as="exact" />
          </span>
        )}
      </div>
      <span className={styles['instance']}>
        {instanceUid && (
          <Link href={paths.instance(environment, application, instanceUid)} title={instanceUid}>
            {shortUid(instanceUid)}
          </Link>
        )}
      </span>
    </li>
  );
}
