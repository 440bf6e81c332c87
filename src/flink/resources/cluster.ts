/** Parses the responses of a JobManager about itself and its jobs: `/config` and `/jobs`. */
import { z } from 'zod';
import { type Parse, text } from '../../cmf/resources/fields.ts';
import { type FlinkId, flinkId } from '../id.ts';
import { listOf } from './fields.ts';

const config = z.object({ 'flink-version': text }).transform((wire) => wire['flink-version']);

/** Flink's version, such as `1.20.1`. */
export const parseFlinkVersion: Parse<string | null> = (wire) => config.parse(wire);

const jobs = z
  .object({ jobs: listOf(z.object({ id: text })) })
  .transform(({ jobs }) => jobs.map(({ id }) => flinkId(id)).filter((id) => id !== null));

/** Jobs whose id is not valid are left out. */
export const parseJobIds: Parse<readonly FlinkId[]> = (wire) => jobs.parse(wire);
