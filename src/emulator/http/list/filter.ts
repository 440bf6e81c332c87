/**
 * The `filter` parameter of CMF 2.3 and newer (contract section 3): comma-separated terms, combined by AND. Labels
 * follow Kubernetes selectors: `!=` and `notin` also match when the label is absent.
 */
import { at } from '../../../json.ts';
import { WorldError } from '../../world.ts';

export type Predicate = (resource: unknown) => boolean;

/** The paths of `state` and `type`, for the lists that support them. */
export interface FilterFields {
  readonly state?: readonly string[];
  readonly type?: readonly string[];
}

export function parseFilter(text: string, fields: FilterFields): Predicate {
  const terms = splitTerms(text).map((term) => parseTerm(term, fields));
  return (resource) => terms.every((matches) => matches(resource));
}

/** Commas inside parentheses do not separate terms. */
function splitTerms(text: string): readonly string[] {
  const terms = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0 || depth > 1) throw malformed(text);
    if (character === ',' && depth === 0) terms.push('');
    else terms.push(`${terms.pop()}${character}`);
  }
  if (depth !== 0) throw malformed(text);
  return terms.map((term) => term.trim());
}

const label = String.raw`labels\.(?<label>[A-Za-z0-9]+(?:[-A-Za-z0-9._/]*[A-Za-z0-9])?)`;
const value = String.raw`(?<value>[^\s,()=!]+)`;
const values = String.raw`\s+(?<operator>in|notin)\s*\((?<values>[^()]*)\)`;

const grammar = {
  exists: new RegExp(`^(?<not>!)?${label}$`),
  labelEquals: new RegExp(String.raw`^${label}\s*(?<not>!)?=\s*${value}$`),
  labelIn: new RegExp(`^${label}${values}$`),
  name: new RegExp(String.raw`^name\s*=\s*${value}$`),
  fieldEquals: new RegExp(String.raw`^(?<field>state|type)\s*=\s*${value}$`),
  fieldIn: new RegExp(`^(?<field>state|type)${values}$`),
};

function parseTerm(term: string, fields: FilterFields): Predicate {
  for (const [form, pattern] of Object.entries(grammar)) {
    const parts = pattern.exec(term)?.groups;
    if (!parts) continue;
    if (form === 'name') {
      const pattern = wildcard(parts['value'] ?? '');
      return (resource) => pattern.test(nameOf(resource));
    }
    const wanted = wantedValues(parts, term);
    const negated = parts['not'] !== undefined || parts['operator'] === 'notin';
    const read =
      parts['label'] === undefined ? fieldReader(parts['field'], fields, term) : labelReader(parts['label']);
    return (resource) => {
      const found = read(resource);
      const isMatch = found !== undefined && (wanted === null || wanted.has(found));
      return isMatch !== negated;
    };
  }
  throw malformed(term);
}

/** Null when any value matches. */
function wantedValues(
  parts: Readonly<Record<string, string | undefined>>,
  term: string,
): ReadonlySet<unknown> | null {
  if (parts['value'] !== undefined) return new Set([parts['value']]);
  if (parts['values'] === undefined) return null;
  const list = parts['values'].split(',').map((item) => item.trim());
  if (list.some((item) => !/^[^\s=!]+$/.test(item))) throw malformed(term);
  return new Set(list);
}

function labelReader(name: string): (resource: unknown) => unknown {
  return (resource) => at(resource, 'metadata', 'labels', name);
}

function fieldReader(
  field: string | undefined,
  fields: FilterFields,
  term: string,
): (resource: unknown) => unknown {
  const path = field === 'state' ? fields.state : fields.type;
  if (!path) throw new WorldError(400, `Filter '${term}' is not supported here.`);
  return (resource) => at(resource, ...path);
}

function nameOf(resource: unknown): string {
  const name = at(resource, 'metadata', 'name') ?? at(resource, 'name');
  return typeof name === 'string' ? name : '';
}

function wildcard(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}$`, 's');
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function malformed(text: string): WorldError {
  return new WorldError(400, `Invalid filter: '${text}'.`);
}
