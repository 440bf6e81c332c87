/** A choice of environment. While the names load, or if they cannot be read, the current one is the only choice. */
import { useEffect, useState } from 'react';
import { fetchQuery, graphql, useRelayEnvironment } from 'react-relay';
import type { environmentSelectQuery } from '../../gql/environmentSelectQuery.graphql';

const query = graphql`
  query environmentSelectQuery {
    environments(first: 100) {
      nodes {
        name
      }
    }
  }
`;

interface EnvironmentSelectProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function EnvironmentSelect({ value, onChange }: EnvironmentSelectProps) {
  const environment = useRelayEnvironment();
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    const { unsubscribe } = fetchQuery<environmentSelectQuery>(environment, query, {}).subscribe({
      next: ({ environments }) => setNames(environments?.nodes.map(({ name }) => name) ?? []),
    });
    return unsubscribe;
  }, [environment]);
  const choices = value === '' || names.includes(value) ? names : [value, ...names];
  return (
    <select
      className="input"
      aria-label="Environment"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">Any environment</option>
      {choices.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}
