/** Parses an application event (v1alpha1) from the wire form to the domain type. */
import { z } from 'zod';
import type { JsonObject } from '../../json.ts';
import { freeForm, metadata, type Parse, part, required, text } from './fields.ts';

/** One entry of CMF's event list of an application (v1alpha1). */
export interface ApplicationEvent {
  readonly uid: string;
  readonly createdAt: string | null;
  /** The instance it belongs to; null when CMF omits it. */
  readonly instance: string | null;
  /** `CMF_STATUS`, `CLUSTER_STATUS`, `JOB_STATUS` or a type added later. */
  readonly type: string;
  readonly message: string;
  /** `data.newStatus`: the state that was entered. */
  readonly newStatus: string | null;
  /** `data.exceptionString`: a job's exception with its stack trace. */
  readonly exception: string | null;
  readonly data: JsonObject | null;
}

const eventData = part({ newStatus: text, exceptionString: text });

const event = z
  .object({
    metadata: part({ ...metadata, flinkApplicationInstance: text }),
    status: part({ type: text, message: text, data: freeForm }),
  })
  .transform(({ metadata, status }, context): ApplicationEvent => {
    const data = eventData.parse(status.data);
    return {
      uid: required(metadata.uid ?? metadata.name, context),
      createdAt: metadata.creationTimestamp,
      instance: metadata.flinkApplicationInstance,
      type: status.type ?? 'UNKNOWN',
      message: status.message ?? '',
      newStatus: data.newStatus,
      exception: data.exceptionString,
      data: status.data,
    };
  });

export const parseEvent: Parse<ApplicationEvent> = (wire) => event.parse(wire);
