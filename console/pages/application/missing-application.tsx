/** An application that does not exist, or no longer. */
import { Link } from 'wouter';
import { useTitle } from '../../layout/title.ts';
import { paths } from '../../routes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { ApplicationProps } from './application-page.tsx';

export function MissingApplication({ environment, application }: ApplicationProps) {
  useTitle(application);
  return (
    <EmptyState isPage title={`There is no application ${application} in ${environment}`}>
      <p>It may have been deleted, or you have no permission in CMF to see it.</p>
      <p>
        <Link href={paths.environment(environment)} className="link">
          Applications in {environment}
        </Link>
      </p>
    </EmptyState>
  );
}
