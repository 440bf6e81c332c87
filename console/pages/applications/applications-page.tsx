/** The live list of applications, in one environment or in all. Its filter and its order are in the address. */
import { useDeferredValue } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { PageBoundary } from '../../layout/page-boundary.tsx';
import { useTitle } from '../../layout/title.ts';
import { filterOf, type ListFilter, paths, searchOf } from '../../routes.ts';
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
  // The old list stays until the new one is there.
  const shown = useDeferredValue(search);
  useTitle(environment ?? 'Applications');
  const change = (part: ListFilter) =>
    navigate(`${location}${searchOf({ ...filter, ...part })}`, { replace: true });
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        {environment === null ? (
          <h1>Applications</h1>
        ) : (
          <h1>
            <Link href={paths.fleet()} className="muted">
              Fleet
            </Link>
            <span className={styles['separator']} aria-hidden="true">
              /
            </span>
            {environment}
          </h1>
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
