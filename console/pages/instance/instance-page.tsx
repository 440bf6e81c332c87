/** One instance: its state, cause, changes, configuration, and log queries. */
import { graphql } from 'react-relay';
import { Redirect } from 'wouter';
import { ConfigurationTable } from '../../configuration/configuration-table.tsx';
import type { instancePageQuery } from '../../gql/instancePageQuery.graphql';
import { usePageQuery } from '../../relay/page-query.ts';
import { paths } from '../../routes.ts';
import { CopyableText } from '../../ui/copyable-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { ApplicationProps } from '../application/application-page.tsx';
import styles from './instance.module.css';
import { InstanceChanges } from './instance-changes.tsx';
import { InstanceFacts } from './instance-facts.tsx';
import { InstanceFailure } from './instance-failure.tsx';
import { InstanceLogs } from './instance-logs.tsx';
import { InstanceTimeline } from './instance-timeline.tsx';

const query = graphql`
  query instancePageQuery($uid: ID!) {
    instance(uid: $uid) {
      id
      uid
      effectiveSpec
      flinkConfiguration {
        key
        value
        origin
        overridden
      }
      previous @catch {
        uid
      }
      application {
        name
        environmentName
      }
      ...instanceFacts_instance
      ...instanceFailure_instance
      ...instanceLogs_instance
      ...instanceTimeline_instance
    }
  }
`;

interface InstancePageProps extends ApplicationProps {
  readonly uid: string;
}

export function InstancePage({ environment, application: name, uid }: InstancePageProps) {
  const { instance } = usePageQuery<instancePageQuery>(
    query,
    { uid },
    (change) => change.environment === environment && change.application === name,
  );
  if (!instance) {
    return (
      <EmptyState title={`No instance has the UID ${uid}`}>
        <p>
          CMF does not keep it, the gateway has no record of it, or you have no permission in CMF to see it.
        </p>
      </EmptyState>
    );
  }
  const { application, flinkConfiguration, effectiveSpec, previous } = instance;
  if (application.name !== name || application.environmentName !== environment)
    return <Redirect to={paths.instance(application.environmentName, application.name, uid)} replace />;
  return (
    <article className={styles['page']} aria-label={`Instance ${uid}`}>
      <InstanceFacts instance={instance} />
      <InstanceFailure instance={instance} />
      <section>
        <h2>Changes</h2>
        <InstanceChanges
          key={uid}
          environment={environment}
          application={name}
          id={instance.id}
          uid={uid}
          previous={previous.ok ? (previous.value?.uid ?? null) : null}
        />
      </section>
      <section>
        <h2>Timeline</h2>
        <InstanceTimeline environment={environment} application={name} instance={instance} />
      </section>
      <section>
        <h2>Logs</h2>
        <InstanceLogs instance={instance} />
      </section>
      <section>
        <h2>Flink configuration</h2>
        {flinkConfiguration ? (
          <ConfigurationTable entries={flinkConfiguration} />
        ) : (
          <p className="muted">The effective spec of this instance is not known.</p>
        )}
      </section>
      {effectiveSpec != null && (
        <section>
          <h2>Effective spec</h2>
          <CopyableText name="effective spec" text={JSON.stringify(effectiveSpec, null, 2)} />
        </section>
      )}
    </article>
  );
}
