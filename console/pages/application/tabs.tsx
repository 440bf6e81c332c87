/** The tabs of an application. Each has an address, so they are links. */
import { Link, useLocation } from 'wouter';
import { type ApplicationTab, paths } from '../../routes.ts';
import styles from './application.module.css';
import type { ApplicationProps } from './application-page.tsx';

const tabs: readonly (readonly [ApplicationTab, string])[] = [
  ['timeline', 'Timeline'],
  ['instances', 'Instances'],
  ['events', 'Events'],
  ['configuration', 'Configuration'],
];

export function Tabs({ environment, application }: ApplicationProps) {
  const [location] = useLocation();
  return (
    <nav className={styles['tabs']} aria-label="Views of the application">
      {tabs.map(([tab, name]) => {
        const href = paths.application(environment, application, tab);
        return (
          <Link key={tab} href={href} {...(href === location && { 'aria-current': 'page' })}>
            {name}
          </Link>
        );
      })}
    </nav>
  );
}
