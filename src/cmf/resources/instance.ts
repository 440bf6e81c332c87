/** Parses an application instance from the wire form to the domain type. */
import { z } from 'zod';
import type { JsonObject } from '../../json.ts';
import { freeForm, jobStatus, metadata, type Parse, part, required } from './fields.ts';
import { type JobState, jobStates, type Open, open } from './states.ts';

/** A snapshot of an application's effective spec and the last job status seen on it (rules 1 to 6). */
export interface Instance {
  /** A UUID, equal to CMF's instance name (rule 3). */
  readonly uid: string;
  readonly createdAt: string | null;
  /** When CMF last received a status for it; changes without a change of state (rule 28). */
  readonly updatedAt: string | null;
  readonly jobState: Open<JobState> | null;
  readonly jobId: string | null;
  /** Null when CMF's list omits it: read the single instance then. */
  readonly effectiveSpec: JsonObject | null;
}

const instance = z
  .object({
    metadata: part(metadata),
    status: part({ spec: freeForm, jobStatus }),
    spec: freeForm,
  })
  .transform(
    ({ metadata, status, spec }, context): Instance => ({
      uid: required(metadata.name ?? metadata.uid, context),
      createdAt: metadata.creationTimestamp,
      updatedAt: metadata.updateTimestamp,
      jobState: open(jobStates, status.jobStatus.state),
      jobId: status.jobStatus.jobId,
      effectiveSpec: status.spec ?? spec,
    }),
  );

export const parseInstance: Parse<Instance> = (wire) => instance.parse(wire);
