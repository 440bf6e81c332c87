/** A spec with its job state set to running or suspended. Undefined: the spec is not known. */
export function withJobState(spec: unknown, state: 'running' | 'suspended'): unknown {
  if (spec === null || typeof spec !== 'object') return undefined;
  const job: unknown = 'job' in spec ? spec.job : null;
  return { ...spec, job: { ...(job !== null && typeof job === 'object' ? job : {}), state } };
}
