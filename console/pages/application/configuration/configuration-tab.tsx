/** The Flink configuration that the current instance runs with. */
import { graphql } from 'react-relay';
import { Link } from 'wouter';
import { ConfigurationTable } from '../../../configuration/configuration-table.tsx';
import type { configurationTabQuery } from '../../../gql/configurationTabQuery.graphql';
import { usePageQuery } from '../../../relay/page-query.ts';
import { paths } from '../../../routes.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { shortUid } from '../../../ui/uid.tsx';
import type { ApplicationProps } from '../application-page.tsx';

const query = graphql`
  query configurationTabQuery($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      currentInstance @catch {
        uid
        flinkConfiguration {
          key
          value
          origin
          overridden
        }
      }
    }
  }
`;

export function ConfigurationTab({ environment, application: name }: ApplicationProps) {
  const { application } = usePageQuery<configurationTabQuery>(
    query,
    { environment, name },
    (change) => change.environment === environment && change.application === name,
  );
  const current = application?.currentInstance;
  if (!current?.ok) {
    return (
      <EmptyState title="The configuration could not be read" role="alert">
        <p>CMF does not respond, or denies you access. The page tries again every few seconds.</p>
      </EmptyState>
    );
  }
  if (!current.value) {
    return (
      <EmptyState title="No instance is deployed">
        <p>The tab Instances shows the configuration of each instance.</p>
      </EmptyState>
    );
  }
  const { uid, flinkConfiguration } = current.value;
  return (
    <>
      <p className="muted">
        The effective configuration of the current instance{' '}
        <Link href={paths.instance(environment, name, uid)} className="link">
          <code>{shortUid(uid)}</code>
        </Link>
        : the application merged with the defaults of its environment, which win.
      </p>
      {flinkConfiguration ? (
        <ConfigurationTable entries={flinkConfiguration} />
      ) : (
        <p>The effective spec of this instance is not known.</p>
      )}
    </>
  );
}
