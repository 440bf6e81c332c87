/** Validation of resource names (contract section 6). */

/** `dns`: up to CMF 2.3. `label`: the current documentation. */
export type NameRules = 'dns' | 'label';

const rulesOf = {
  dns: { pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, maximum: 253 },
  label: { pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/, maximum: 45 },
} as const;

/** The problems of a name, in CMF's wording; empty for a valid name. */
export function nameProblems(
  name: string,
  options: {
    readonly rules?: NameRules;
    readonly field?: string;
    readonly minimum?: number;
    /** Replaces the default message of the rule. */
    readonly maximum?: number;
  } = {},
): readonly string[] {
  const { rules = 'dns', field = 'name', minimum = 4 } = options;
  const { pattern } = rulesOf[rules];
  const maximum = options.maximum ?? rulesOf[rules].maximum;
  const problems: string[] = [];
  if (name.length < minimum || name.length > maximum) {
    problems.push(`${field}: size must be between ${minimum} and ${maximum}`);
  }
  if (!pattern.test(name)) problems.push(`${field}: must match "${pattern.source}"`);
  return problems;
}
