/** The start page: the problems, and the environments with the states of their applications. */
import { graphql } from 'react-relay';
import { useLocation } from 'wouter';
import type { fleetPageQuery } from '../../gql/fleetPageQuery.graphql';
import { useTitle } from '../../layout/title.ts';
import { usePageQuery } from '../../relay/page-query.ts';
import { paths } from '../../routes.ts';
import { SignedInAs } from '../../sign-in/signed-in-as.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EnvironmentRow } from './environment-row.tsx';
import styles from './fleet.module.css';
import { FleetProblems } from './fleet-problems.tsx';

const query = graphql`
  query fleetPageQuery {
    ...fleetProblems_query
    environments(first: 100) {
      totalCount
      nodes {
        id
        ...environmentRow_environment
      }
    }
  }
`;

/** The gateway reads all applications for this page, and in a large fleet changes are frequent. */
const settleMs = 1_000;

export default function FleetPage() {
  useTitle('Fleet');
  const data = usePageQuery<fleetPageQuery>(query, {}, () => true, settleMs);
  return (
    <div className={`page ${styles['fleet']}`}>
      <div className={styles['head']}>
        <h1>Fleet</h1>
        <FindApplication />
      </div>
      <div className={styles['columns']}>
        <FleetProblems query={data} />
        <Environments environments={data.environments} />
      </div>
    </div>
  );
}

function Environments({ environments }: Pick<fleetPageQuery['response'], 'environments'>) {
  if (!environments) return <Unreadable />;
  const { nodes, totalCount } = environments;
  return (
    <section aria-labelledby="environments">
      <h2 id="environments" className={styles['title']}>
        Environments <span className="muted">{totalCount ?? nodes.length}</span>
      </h2>
      {nodes.length === 0 ? (
        <NoEnvironments />
      ) : (
        <ul className={styles['list']}>
          {nodes.map((environment) => (
            <EnvironmentRow key={environment.id} environment={environment} />
          ))}
        </ul>
      )}
      {totalCount !== null && totalCount > nodes.length && (
        <p className="muted">
          The first {nodes.length} of {totalCount} environments. Press <kbd>/</kbd> to find another one.
        </p>
      )}
    </section>
  );
}

/** Enter shows all applications whose name matches. */
function FindApplication() {
  const [, navigate] = useLocation();
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const name = new FormData(event.currentTarget).get('name');
        navigate(paths.applications(typeof name === 'string' && name !== '' ? { name } : {}));
      }}
    >
      <input
        className="input"
        name="name"
        type="search"
        placeholder="Find applications by name"
        aria-label="Find applications by name"
      />
    </form>
  );
}

function NoEnvironments() {
  return (
    <EmptyState title="There are no environments">
      <p>
        CMF has none yet, or you have no permission to see any. Create environments in CMF. The address of CMF
        is the setting <code>CMF_URL</code>.
      </p>
      <SignedInAs />
    </EmptyState>
  );
}

function Unreadable() {
  return (
    <EmptyState title="The environments could not be read" role="alert">
      <p>CMF does not respond, or denies you access. The page tries again every few seconds.</p>
      <SignedInAs />
    </EmptyState>
  );
}
