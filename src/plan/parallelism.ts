/**
 * The maximum parallelism of a job: the number of key groups that its keyed state is split into. It is part of every
 * savepoint and checkpoint, and state cannot be restored with a lower one.
 */
import { flatConfiguration } from '../history/configuration.ts';
import { at, type JsonObject } from '../json.ts';

export interface LowerMaximum {
  readonly message: string;
  /** Into the input. */
  readonly path: readonly string[];
}

/**
 * The reason why the state of a job with the spec `restored` cannot be restored by a job with the spec `effective`;
 * null if the specs contain no such reason. A program may set its own maximum, which is not part of a spec.
 */
export function lowerMaximum(restored: JsonObject, effective: JsonObject): LowerMaximum | null {
  const maximum = maximumOf(restored);
  const planned = configuredMaximum(effective);
  if (maximum === null) return null;
  if (planned !== null && planned < maximum) {
    return {
      message: `\`pipeline.max-parallelism\` is ${planned}, lower than the maximum parallelism ${maximum} of the state that the new job restores: Flink refuses to restore it.`,
      path: ['spec', 'flinkConfiguration', 'pipeline.max-parallelism'],
    };
  }
  const parallelism = parallelismOf(effective);
  if (parallelism !== null && parallelism > maximum) {
    return {
      message: `The parallelism ${parallelism} is higher than the maximum parallelism ${maximum} of the state that the new job restores: Flink refuses to restore it.`,
      path: ['spec', 'job', 'parallelism'],
    };
  }
  return null;
}

function maximumOf(spec: JsonObject): number | null {
  const parallelism = parallelismOf(spec);
  return configuredMaximum(spec) ?? (parallelism === null ? null : defaultMaximum(parallelism));
}

/** Flink's default: the next power of two from one and a half times the parallelism, between 128 and 32768. */
function defaultMaximum(parallelism: number): number {
  const wanted = parallelism + Math.floor(parallelism / 2);
  return Math.min(Math.max(2 ** Math.ceil(Math.log2(wanted)), 128), 32_768);
}

function configuredMaximum(spec: JsonObject): number | null {
  return positive(Number(flatConfiguration(spec).get('pipeline.max-parallelism')));
}

function parallelismOf(spec: JsonObject): number | null {
  return positive(
    Number(at(spec, 'job', 'parallelism') ?? flatConfiguration(spec).get('parallelism.default')),
  );
}

function positive(value: number): number | null {
  return Number.isInteger(value) && value > 0 ? value : null;
}
