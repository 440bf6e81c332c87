/** Queries that find the logs of an instance, and the link to them if the gateway has a template for it. */
import { useState } from 'react';
import { graphql, useFragment } from 'react-relay';
import type { instanceLogs_instance$key } from '../../gql/instanceLogs_instance.graphql';
import { CopyableText } from '../../ui/copyable-text.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './instance.module.css';

const fragment = graphql`
  fragment instanceLogs_instance on Instance {
    logs {
      from
      to
      link
      kubectl
      loki
      splunk
      kql
      elasticsearch
    }
  }
`;

const collectors = {
  kubectl: 'kubectl',
  loki: 'Loki',
  splunk: 'Splunk',
  kql: 'Kibana',
  elasticsearch: 'Elasticsearch',
} as const;

type Collector = keyof typeof collectors;
const names = Object.keys(collectors) as readonly Collector[];

export function InstanceLogs({ instance: key }: { readonly instance: instanceLogs_instance$key }) {
  const { logs } = useFragment(fragment, key);
  const [collector, setCollector] = useState<Collector>('kubectl');
  if (!logs) return <p className="muted">The time when this instance ran is not known.</p>;
  const query = logs[collector];
  return (
    <>
      <div className={styles['controls']}>
        <label>
          Query for{' '}
          <select
            className="input"
            value={collector}
            onChange={({ target }) => setCollector(names.find((name) => name === target.value) ?? 'kubectl')}
          >
            {names.map((name) => (
              <option key={name} value={name}>
                {collectors[name]}
              </option>
            ))}
          </select>
        </label>
        {logs.link && /^https?:/i.test(logs.link) && (
          <a href={logs.link} className="link" target="_blank" rel="noreferrer">
            Open the logs
          </a>
        )}
        <span className="muted">
          <Time at={logs.from} as="exact" /> to <Time at={logs.to} as="exact" />
        </span>
      </div>
      <CopyableText
        name={`${collectors[collector]} query`}
        text={typeof query === 'string' ? query : JSON.stringify(query, null, 2)}
      />
    </>
  );
}
