/** The address of an instance by its UID alone, such as one from a log line: redirects to its page. */
import { graphql } from 'react-relay';
import { Redirect } from 'wouter';
import type { instanceByUidPageQuery } from '../../gql/instanceByUidPageQuery.graphql';
import { useTitle } from '../../layout/title.ts';
import { usePageQuery } from '../../relay/page-query.ts';
import { paths } from '../../routes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

const query = graphql`
  query instanceByUidPageQuery($uid: ID!) {
    instance(uid: $uid) {
      application {
        name
        environmentName
      }
    }
  }
`;

export default function InstanceByUidPage({ uid }: { readonly uid: string }) {
  useTitle('Instance');
  const { instance } = usePageQuery<instanceByUidPageQuery>(query, { uid });
  if (!instance) {
    return (
      <EmptyState isPage title={`No instance has the UID ${uid}`}>
        <p>
          CMF does not keep it, the gateway has no record of it, or you have no permission in CMF to see it.
        </p>
      </EmptyState>
    );
  }
  const { environmentName, name } = instance.application;
  return <Redirect to={paths.instance(environmentName, name, uid)} replace />;
}
