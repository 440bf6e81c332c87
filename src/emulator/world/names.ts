/** Validation of resource names as up to CMF 2.3 (contract section 6). */

const dnsLike = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The problems of a name, in CMF's wording; empty for a valid name. */
export function nameProblems(name: string, { field = 'name', minimum = 4 } = {}): readonly string[] {
  const problems: string[] = [];
  if (name.length < minimum || name.length > 253) {
    problems.push(`${field}: size must be between ${minimum} and 253`);
  }
  if (!dnsLike.test(name)) problems.push(`${field}: must match "${dnsLike.source}"`);
  return problems;
}
