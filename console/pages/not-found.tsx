/** The page for an unknown address. */
import { Link } from 'wouter';
import { useTitle } from '../layout/title.ts';
import { paths } from '../routes.ts';
import { EmptyState } from '../ui/empty-state.tsx';

export function NotFoundPage() {
  useTitle('Not found');
  return (
    <EmptyState isPage title="There is no such page">
      <p>
        The address may be incomplete. <Link href={paths.fleet()}>Go to the fleet</Link>, or press{' '}
        <kbd>/</kbd> to search for an application or an instance.
      </p>
    </EmptyState>
  );
}
