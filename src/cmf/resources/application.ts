/** Parses a CMF application, whole or as a row of a sparse list, from the wire form to the domain type. */
import { z } from 'zod';
import type { JsonObject } from '../../json.ts';
import {
  count,
  freeForm,
  jobStatus,
  type Labels,
  metadata,
  type Parse,
  part,
  required,
  text,
} from './fields.ts';
import {
  type DesiredState,
  desiredStates,
  type JobState,
  jobStates,
  type LifecycleState,
  lifecycleStates,
  type Open,
  open,
  type UpgradeMode,
  upgradeModes,
} from './states.ts';

/** The fields of an application in a sparse list. They suffice to detect a change (contract section 3). */
export interface ApplicationRow {
  readonly name: string;
  readonly createdAt: string | null;
  /** The later of the last spec and the last status change. */
  readonly updatedAt: string | null;
  readonly jobState: Open<JobState> | null;
  readonly jobId: string | null;
  readonly lifecycleState: Open<LifecycleState> | null;
  /** `status.currentDeployedInstanceName`: the UID of the instance whose cluster exists (rules 11 and 12). */
  readonly currentInstance: string | null;
}

/** A CMF application. Identity is (environment, name); neither is ever renamed (contract section 6). */
export interface Application extends ApplicationRow {
  readonly environment: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly desiredState: Open<DesiredState> | null;
  readonly upgradeMode: Open<UpgradeMode> | null;
  readonly image: string | null;
  readonly flinkVersion: string | null;
  readonly parallelism: number | null;
  /** `status.error`: the operator's last error text. */
  readonly error: string | null;
  /** The application's own spec, without the environment's defaults. */
  readonly spec: JsonObject | null;
  readonly status: JsonObject | null;
}

const application = z.object({ name: text, metadata: part(metadata), spec: freeForm, status: freeForm });
const applicationStatus = part({
  currentDeployedInstanceName: text,
  lifecycleState: text,
  error: text,
  jobStatus,
});
const applicationSpec = part({
  image: text,
  flinkVersion: text,
  job: part({ state: text, upgradeMode: text, parallelism: count }),
});

function rowOf(
  wire: z.output<typeof application>,
  status: z.output<typeof applicationStatus>,
  context: z.RefinementCtx,
): ApplicationRow {
  return {
    name: required(wire.metadata.name ?? wire.name, context),
    createdAt: wire.metadata.creationTimestamp,
    updatedAt: wire.metadata.updateTimestamp,
    jobState: open(jobStates, status.jobStatus.state),
    jobId: status.jobStatus.jobId,
    lifecycleState: open(lifecycleStates, status.lifecycleState),
    currentInstance: status.currentDeployedInstanceName,
  };
}

const applicationRow = application.transform((wire, context) =>
  rowOf(wire, applicationStatus.parse(wire.status), context),
);

const wholeApplication = application.transform((wire, context): Omit<Application, 'environment'> => {
  const { image, flinkVersion, job } = applicationSpec.parse(wire.spec);
  const status = applicationStatus.parse(wire.status);
  return {
    ...rowOf(wire, status, context),
    labels: wire.metadata.labels,
    annotations: wire.metadata.annotations,
    desiredState: open(desiredStates, job.state),
    upgradeMode: open(upgradeModes, job.upgradeMode),
    image,
    flinkVersion,
    parallelism: job.parallelism,
    error: status.error,
    spec: wire.spec,
    status: wire.status,
  };
});

export const parseApplicationRow: Parse<ApplicationRow> = (wire) => applicationRow.parse(wire);

/** `environment` comes from the request: CMF's application does not contain it. */
export function parseApplication(wire: unknown, environment: string): Application {
  return { environment, ...wholeApplication.parse(wire) };
}

/** The names that identify an application at one time, as a key. Another one may have them later (rule 30). */
export function applicationKey({ environment, name }: Application): string {
  return `${environment}/${name}`;
}
