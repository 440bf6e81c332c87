/** The effective Flink configuration of an instance: each value with its origin and the value that it overrides. */
import { useState } from 'react';
import { OriginBadge, type ValueSource } from '../changes/origin.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import styles from './configuration.module.css';

export interface Entry {
  readonly key: string;
  readonly value: string;
  readonly origin: ValueSource;
  readonly overridden: string | null;
}

export function ConfigurationTable({ entries }: { readonly entries: readonly Entry[] }) {
  const [text, setText] = useState('');
  const needle = text.toLowerCase();
  const shown = entries.filter(
    ({ key, value }) => key.toLowerCase().includes(needle) || value.toLowerCase().includes(needle),
  );
  if (entries.length === 0) return <p className="muted">The Flink configuration is empty.</p>;
  return (
    <div className={styles['section']}>
      <input
        type="search"
        className="input"
        aria-label="Search configuration"
        placeholder="Key or value"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <ScrollTable label="Flink configuration" className={styles['table']} stacks>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Value</th>
            <th scope="col">Origin</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, value, origin, overridden }) => (
            <tr key={key}>
              <th scope="row" className={styles['key']}>
                {key}
              </th>
              <td className={styles['key']}>{value}</td>
              <td>
                <OriginBadge origin={origin} overridden={overridden} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {shown.length === 0 && <p className="muted">No key or value contains “{text}”.</p>}
    </div>
  );
}
