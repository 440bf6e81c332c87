/** Shows that the data comes from the embedded emulator. */
import { Suspense } from 'react';
import { graphql, useLazyLoadQuery } from 'react-relay';
import type { emulatorBadgeQuery } from '../gql/emulatorBadgeQuery.graphql';
import styles from './emulator-badge.module.css';

const query = graphql`
  query emulatorBadgeQuery {
    gateway @catch {
      emulator
    }
  }
`;

export function EmulatorBadge() {
  return (
    <Suspense>
      <Badge />
    </Suspense>
  );
}

function Badge() {
  const { gateway } = useLazyLoadQuery<emulatorBadgeQuery>(query, {});
  if (!gateway.ok || !gateway.value.emulator) return null;
  return (
    <span
      className={styles['badge']}
      title="This fleet is simulated: the gateway runs with its embedded emulator."
    >
      emulator
    </span>
  );
}
