/** An application's events: the newest ones up to a bound; they are deleted with the application (rule 30). */

import type { ApplicationState, InstanceState, WorldState } from './state.ts';
import type { EventResource } from './wire-types.ts';

/** `JOB_EXCEPTION` is an assumption: the contract defines the data of such events, not their type. */
export type EventType = 'CMF_STATUS' | 'CLUSTER_STATUS' | 'JOB_STATUS' | 'JOB_EXCEPTION';

export function addEvent(
  world: WorldState,
  application: ApplicationState,
  event: {
    readonly type: EventType;
    readonly instance: InstanceState | null;
    readonly message: string;
    readonly data: EventResource['status']['data'];
  },
): void {
  const uid = world.random.uuid();
  application.events.push({
    apiVersion: 'cmf.confluent.io/v1alpha1',
    kind: 'FlinkApplicationEvent',
    metadata: {
      name: uid,
      uid,
      creationTimestamp: world.clock.tick(),
      flinkApplicationInstance: event.instance?.uid ?? null,
    },
    status: { message: event.message, type: event.type, data: event.data },
  });
  const surplus = application.events.length - world.settings.eventRetention;
  if (surplus > 0) application.events.splice(0, surplus);
}
