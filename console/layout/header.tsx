/** The top bar: navigation, search, and the status of live updates. */
import { Link, useRoute } from 'wouter';
import { openPalette } from '../palette/open-palette.ts';
import { paths, routes } from '../routes.ts';
import { useSession } from '../sign-in/session-state.ts';
import { UserMenu } from '../sign-in/user-menu.tsx';
import { EmulatorBadge } from './emulator-badge.tsx';
import styles from './header.module.css';
import { LiveStatus } from './live-status.tsx';

export function Header() {
  const { phase } = useSession();
  const isSignedOut = phase === 'signed-out' || phase === 'failed';
  return (
    <header className={styles['header']}>
      <Link href={paths.fleet()} className={styles['brand']} aria-label="cmf-graphql, to the fleet">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <rect width="16" height="16" rx="4" fill="var(--accent)" />
          <path
            d="M3.5 5.5h6M5 8h7.5M3.5 10.5h5"
            stroke="var(--surface)"
            strokeWidth="1.6"
            strokeLinecap="round"
          />
        </svg>
        <span>cmf-graphql</span>
      </Link>
      {!isSignedOut && (
        <>
          <nav className={styles['nav']} aria-label="Main">
            <Section href={paths.fleet()} pattern={routes.fleet}>
              Fleet
            </Section>
            <Section href={paths.applications()} pattern={routes.applications}>
              Applications
            </Section>
          </nav>
          <EmulatorBadge />
          <button type="button" className={styles['search']} onClick={openPalette} aria-haspopup="dialog">
            <span className={styles['searchText']}>Search name, UID or job ID</span>
            <kbd>/</kbd>
          </button>
          <LiveStatus />
          <UserMenu />
        </>
      )}
    </header>
  );
}

interface SectionProps {
  readonly href: string;
  readonly pattern: string;
  readonly children: string;
}

function Section({ href, pattern, children }: SectionProps) {
  const [isHere] = useRoute(pattern);
  return (
    <Link href={href} className={styles['section']} {...(isHere && { 'aria-current': 'page' })}>
      {children}
    </Link>
  );
}
