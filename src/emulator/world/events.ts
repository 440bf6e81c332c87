/** An application's events: the newest are kept, up to a bound, and go with the application (rule 30). */
import type { EventResource } from './resources.ts';
import type { ApplicationState, InstanceState, WorldState } from './state.ts';

/** `JOB_EXCEPTION` is a guess: the contract knows such events' data, not their type. */
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
