/** The title of a page, after a link to the page above it. */
import { Link } from 'wouter';
import styles from './page-title.module.css';

interface PageTitleProps {
  readonly title: string;
  readonly parent?: { readonly name: string; readonly href: string };
}

export function PageTitle({ title, parent }: PageTitleProps) {
  return (
    <div className={styles['title']}>
      {parent && (
        <nav aria-label="Breadcrumb">
          <Link href={parent.href}>{parent.name}</Link>
        </nav>
      )}
      <h1>{title}</h1>
    </div>
  );
}
