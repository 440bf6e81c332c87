/** Parses a savepoint from the wire form to the domain type. */
import { z } from 'zod';
import { count, metadata, type Parse, part, required, text } from './fields.ts';

export interface Savepoint {
  readonly name: string;
  readonly uid: string | null;
  readonly createdAt: string | null;
  /** TRIGGER_PENDING, IN_PROGRESS, COMPLETED, FAILED, ABANDONED, or a state added later. */
  readonly state: string | null;
  readonly path: string | null;
  readonly failures: number | null;
}

const savepoint = z
  .object({ metadata: part(metadata), status: part({ state: text, path: text, failures: count }) })
  .transform(
    ({ metadata, status }, context): Savepoint => ({
      name: required(metadata.name, context),
      uid: metadata.uid,
      createdAt: metadata.creationTimestamp,
      state: status.state,
      path: status.path,
      failures: status.failures,
    }),
  );

export const parseSavepoint: Parse<Savepoint> = (wire) => savepoint.parse(wire);
