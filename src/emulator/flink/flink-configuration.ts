/** Reads the Flink settings that the emulated cluster supports from an effective spec. */
import { at, type JsonObject } from '../../json.ts';

const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  sec: 1_000,
  min: 60_000,
  h: 3_600_000,
};

/** `execution.checkpointing.interval` in milliseconds; null when it is not set: Flink then makes no checkpoints. */
export function checkpointInterval(spec: JsonObject | undefined): number | null {
  const configured = textAt(spec, 'flinkConfiguration', 'execution.checkpointing.interval');
  const [, number = '', unit = 'ms'] = /^(\d+) ?([a-z]+)?$/.exec(configured ?? '') ?? [];
  const interval = Number(number) * (milliseconds[unit] ?? 0);
  return interval > 0 ? interval : null;
}

/** Strings and numbers as text; null for anything else. */
export function textAt(spec: JsonObject | undefined, ...path: readonly string[]): string | null {
  const value = at(spec, ...path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

export function isBatch(spec: JsonObject): boolean {
  return at(spec, 'flinkConfiguration', 'execution.runtime-mode') === 'BATCH';
}

export function parallelismOf(spec: JsonObject): number {
  const parallelism = Number(textAt(spec, 'job', 'parallelism') ?? 1);
  return Number.isInteger(parallelism) && parallelism > 0 ? parallelism : 1;
}

/** `1.20.1` of image `…:1.20.1-cp2`, else `1.20` of version `v1_20`. */
export function flinkVersionOf(spec: JsonObject): string {
  const image = /:(\d+\.\d+\.\d+)/.exec(textAt(spec, 'image') ?? '')?.[1];
  const version = /^v(\d+)_(\d+)/.exec(textAt(spec, 'flinkVersion') ?? '');
  const [, major = '1', minor = '20'] = version ?? [];
  return image?.startsWith(`${major}.${minor}.`) ? image : `${major}.${minor}.0`;
}
