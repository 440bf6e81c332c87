/** The live list of applications, in one environment or in all. Its filter and its order are in the address. */
import { useDeferredValue } from 'react';
import { useLocation, useSearch } from 'wouter';
import { PageBoundary } from '../../layout/page-boundary.tsx';
import { useTitle } from '../../layout/title.ts';
import { filterOf, type ListFilter, paths, searchOf } from '../../routes.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { ApplicationList } from './application-list.tsx';
import styles from './applications.module.css';
import { FilterBar } from './filter-bar.tsx';

interface ApplicationsPageProps {
  /** Null: all environments. */
  readonly environment: string | null;
}

export default function ApplicationsPage({ environment }: ApplicationsPageProps) {
  const [location, navigate] = useLocation();
  const search = useSearch();
  const filter = filterOf(search);
  // The old list stays until the new one has loaded.
  const shown = useDeferredValue(search);
  useTitle(environment ?? 'Applications');
  const change = (part: ListFilter) =>
    navigate(`${location}${searchOf({ ...filter, ...part })}`, { replace: true });
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        {environment === null ? (
          <PageTitle title="Applications" />
        ) : (
          <PageTitle title={environment} parent={{ name: 'Fleet', href: paths.fleet() }} />
        )}
        <FilterBar filter={filter} hasEnvironment={environment === null} onChange={change} />
      </div>
      <PageBoundary>
        <ApplicationList
          environment={environment}
          filter={filterOf(shown)}
          isPending={shown !== search}
          onChange={change}
        />
      </PageBoundary>
    </div>
  );
}
