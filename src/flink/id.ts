/**
 * Ids of jobs and vertices. Only validated ids become part of a path, because CMF forwards any path to the cluster.
 */

declare const validated: unique symbol;

/** 32 lowercase hexadecimal digits. */
export type FlinkId = string & { readonly [validated]: true };

export function flinkId(text: string | null): FlinkId | null {
  if (text === null || !/^[\da-f]{32}$/i.test(text)) return null;
  // The cast is safe: the pattern has validated the text.
  return text.toLowerCase() as FlinkId;
}
