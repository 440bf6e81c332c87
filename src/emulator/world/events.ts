/** An application's events: the newest ones up to a bound; they are deleted with the application (rule 30). */
import { isDeepStrictEqual } from 'node:util';

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
  const at = world.clock.tick();
  const instance = event.instance?.uid ?? null;
  const isCounted = world.settings.recurringEvents === 'counted';
  const index = isCounted
    ? application.events.findIndex(
        ({ metadata, status }) =>
          metadata.flinkApplicationInstance === instance &&
          status.type === event.type &&
          status.message === event.message &&
          isDeepStrictEqual(status.data, event.data),
      )
    : -1;
  const [known] = index === -1 ? [] : application.events.splice(index, 1);
  application.events.push(known ? again(known, at) : record(world.random.uuid(), at));
  const surplus = application.events.length - world.settings.eventRetention;
  if (surplus > 0) application.events.splice(0, surplus);

  function record(uid: string, creationTimestamp: string): EventResource {
    const { type, message, data } = event;
    const counted = { ...causeOf(event), count: 1, firstTimestamp: at, lastTimestamp: at };
    return {
      apiVersion: 'cmf.confluent.io/v1alpha1',
      kind: 'FlinkApplicationEvent',
      metadata: { name: uid, uid, creationTimestamp, flinkApplicationInstance: instance },
      status: { message, type, data, ...(isCounted && counted) },
    };
  }
}

function again({ status, ...record }: EventResource, at: string): EventResource {
  return { ...record, status: { ...status, count: (status.count ?? 1) + 1, lastTimestamp: at } };
}

const reasons: Readonly<Record<EventType, string>> = {
  CMF_STATUS: 'ApplicationChanged',
  CLUSTER_STATUS: 'ClusterStatusChanged',
  JOB_STATUS: 'JobStatusChanged',
  JOB_EXCEPTION: 'JobException',
};

/** The values are assumptions: the documentation specifies the severities, but only that there is a reason. */
function causeOf({ type, data }: Pick<EventResource['status'], 'data'> & { readonly type: EventType }) {
  const isWarning =
    type === 'JOB_EXCEPTION' || (data !== null && 'newStatus' in data && data.newStatus.startsWith('FAIL'));
  return { severity: isWarning ? 'WARNING' : 'INFO', reason: reasons[type] } as const;
}
