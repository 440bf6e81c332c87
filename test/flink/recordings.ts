/** The responses of a real Flink 1.20.1 and a real 2.1.0: path, status and body of each request. */
import { readFileSync } from 'node:fs';

export const recordedVersions = ['1.20.1', '2.1.0'] as const;
export type RecordedVersion = (typeof recordedVersions)[number];

export interface Recording {
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

export function recording(version: RecordedVersion, name: string): Recording {
  const file = new URL(`recorded/${version}/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Recording;
}
