/** Parses a savepoint from the wire form to the domain type. */
import { z } from 'zod';
import { count, flag, type Labels, metadata, type Parse, part, required, text, time } from './fields.ts';
import {
  type Open,
  open,
  type SavepointFormat,
  type SavepointState,
  savepointFormats,
  savepointStates,
} from './states.ts';

/** A savepoint of an application, or a detached one. Its name is unique within the application, or within CMF. */
export interface Savepoint {
  readonly name: string;
  readonly uid: string | null;
  readonly createdAt: string | null;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly format: Open<SavepointFormat> | null;
  /** The number of failures after which CMF stops retrying; -1: it never stops. */
  readonly backoffLimit: number | null;
  readonly state: Open<SavepointState> | null;
  /** Where Flink wrote it: null until it completes. */
  readonly path: string | null;
  readonly failures: number | null;
  /** The text of the last failure, which may be a stack trace. */
  readonly error: string | null;
  readonly triggeredAt: string | null;
  /** When it completed, failed or was abandoned. */
  readonly resultAt: string | null;
  /** True when its deletion was requested and is not complete. */
  readonly isPendingDeletion: boolean;
  /** CMF's warning that this status may be old (2.3 and newer). */
  readonly warning: string | null;
}

const savepoint = z
  .object({
    metadata: part(metadata),
    spec: part({ path: text, formatType: text, backoffLimit: count }),
    status: part({
      state: text,
      path: text,
      failures: count,
      error: text,
      triggerTimestamp: time,
      resultTimestamp: time,
      pendingDeletion: flag,
      warning: text,
    }),
  })
  .transform(
    ({ metadata, spec, status }, context): Savepoint => ({
      name: required(metadata.name, context),
      uid: metadata.uid,
      createdAt: metadata.creationTimestamp,
      labels: metadata.labels,
      annotations: metadata.annotations,
      format: open(savepointFormats, spec.formatType),
      backoffLimit: spec.backoffLimit,
      state: open(savepointStates, status.state),
      // A detached savepoint is created from a path, which is part of its spec.
      path: status.path ?? spec.path,
      failures: status.failures,
      error: status.error,
      triggeredAt: status.triggerTimestamp,
      resultAt: status.resultTimestamp,
      isPendingDeletion: status.pendingDeletion,
      warning: status.warning,
    }),
  );

export const parseSavepoint: Parse<Savepoint> = (wire) => savepoint.parse(wire);
