/** The events that CMF recorded for an application, newest first. */
import { graphql } from 'react-relay';
import { Link } from 'wouter';
import type { eventsTabQuery } from '../../../gql/eventsTabQuery.graphql';
import { usePageQuery } from '../../../relay/page-query.ts';
import { paths } from '../../../routes.ts';
import styles from '../../../timeline/entry-table.module.css';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Time } from '../../../ui/time.tsx';
import { shortUid } from '../../../ui/uid.tsx';
import type { ApplicationProps } from '../application-page.tsx';

const query = graphql`
  query eventsTabQuery($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      events(first: 100) @catch {
        totalCount
        nodes {
          uid
          type
          severity
          reason
          message
          instanceUid
          count
          firstAt
          lastAt
          exception
        }
      }
    }
  }
`;

export default function EventsTab({ environment, application: name }: ApplicationProps) {
  const { application } = usePageQuery<eventsTabQuery>(
    query,
    { environment, name },
    (change) => change.environment === environment && change.application === name,
  );
  const events = application?.events;
  if (!events?.ok) {
    return (
      <EmptyState title="The events could not be read" role="alert">
        <p>CMF does not respond, or refuses you. The page tries again every few seconds.</p>
      </EmptyState>
    );
  }
  if (!events.value || events.value.nodes.length === 0) {
    return (
      <EmptyState title={events.value ? 'There are no events' : 'This CMF has no events'}>
        <p>{events.value ? 'CMF has recorded none yet.' : 'CMF records events since version 2.0.'}</p>
      </EmptyState>
    );
  }
  const { nodes, totalCount } = events.value;
  const older = (totalCount ?? nodes.length) - nodes.length;
  return (
    <>
      <div className={styles['scroll']} role="region" aria-label="Events" tabIndex={0}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Last</th>
              <th scope="col">Type</th>
              <th scope="col">Instance</th>
              <th scope="col">Message</th>
            </tr>
          </thead>
          <tbody>
            {nodes.map(({ uid, type, severity, reason, message, instanceUid, count, ...event }) => (
              <tr key={uid}>
                <td>
                  <Time at={event.lastAt} as="exact" />
                </td>
                <td className="muted">
                  {type}
                  {severity && severity !== 'INFO' && ` · ${severity}`}
                  {reason && ` · ${reason}`}
                </td>
                <td>
                  {instanceUid ? (
                    <Link
                      href={paths.instance(environment, name, instanceUid)}
                      title={instanceUid}
                      className={styles['uid']}
                    >
                      {shortUid(instanceUid)}
                    </Link>
                  ) : (
                    <span className="muted">–</span>
                  )}
                </td>
                <td className={styles['text']}>
                  {message}
                  {count > 1 && (
                    <span className="muted">
                      {' '}
                      × {count}, first <Time at={event.firstAt} as="exact" />
                    </span>
                  )}
                  {event.exception && (
                    <details>
                      <summary>Stack trace</summary>
                      <pre className={styles['stack']} tabIndex={0}>
                        {event.exception}
                      </pre>
                    </details>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {older > 0 && <p className="muted">{older} older events are not listed.</p>}
    </>
  );
}
