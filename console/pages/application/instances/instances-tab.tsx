/** The instances of an application, newest first. */
import { graphql } from 'react-relay';
import type { instancesTabQuery } from '../../../gql/instancesTabQuery.graphql';
import { usePageQuery } from '../../../relay/page-query.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ScrollTable } from '../../../ui/scroll-table.tsx';
import type { ApplicationProps } from '../application-page.tsx';
import { InstanceRow } from './instance-row.tsx';
import styles from './instances.module.css';

const query = graphql`
  query instancesTabQuery($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      instances(first: 100) {
        kept
        totalCount
        nodes {
          id
          ...instanceRow_instance
        }
        fallenOff {
          id
          ...instanceRow_instance
        }
      }
    }
  }
`;

export function InstancesTab({ environment, application }: ApplicationProps) {
  const data = usePageQuery<instancesTabQuery>(
    query,
    { environment, name: application },
    (change) => change.environment === environment && change.application === application,
  );
  const instances = data.application?.instances;
  if (!instances) {
    return (
      <EmptyState title="The instances could not be read" role="alert">
        <p>CMF does not respond, or denies you access. The page tries again every few seconds.</p>
      </EmptyState>
    );
  }
  const rows = [...instances.nodes, ...instances.fallenOff];
  if (rows.length === 0) {
    return (
      <EmptyState title="There are no instances">
        <p>CMF creates an instance when it deploys the application for the first time, and on each change.</p>
      </EmptyState>
    );
  }
  const more = (instances.totalCount ?? 0) - instances.nodes.length;
  return (
    <>
      <ScrollTable label="Instances" className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Instance</th>
            <th scope="col">Role</th>
            <th scope="col">Job state</th>
            <th scope="col">Completion</th>
            <th scope="col">Changes</th>
            <th scope="col">Flink</th>
            <th scope="col" className={styles['number']}>
              Par.
            </th>
            <th scope="col" className={styles['number']}>
              Created
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((instance) => (
            <InstanceRow
              key={instance.id}
              environment={environment}
              application={application}
              instance={instance}
            />
          ))}
        </tbody>
      </ScrollTable>
      {more > 0 && <p className="muted">{more} older instances are not listed.</p>}
    </>
  );
}
