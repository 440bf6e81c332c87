import type { InputCheck } from './mutation.ts';
export function savepointNamed(_check: InputCheck, _id: string, _path: string): string | undefined { return undefined; }
