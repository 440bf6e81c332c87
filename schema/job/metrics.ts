/** A metric of a job. */
import type { MetricValue } from '../../src/flink/resources/metrics.ts';
import { builder } from '../builder.ts';

interface NamedMetric {
  readonly name: string;
  readonly value: MetricValue | null;
}

export const JobMetric = builder.objectRef<NamedMetric>('JobMetric').implement({
  description: 'A metric of a job.',
  fields: (t) => ({
    name: t.string({
      description: 'The name, as requested.',
      resolve: ({ name }, _args, { redaction }) => redaction.text(name),
    }),
    value: t.float({
      nullable: true,
      description:
        'The value; null if the job has no such metric, no value for it, or one that is not a number.',
      resolve: ({ value }) => value?.number,
    }),
    raw: t.string({
      nullable: true,
      description: 'The value exactly as Flink sent it; null if the job has no such metric.',
      resolve: ({ value }) => value?.raw,
    }),
  }),
});
