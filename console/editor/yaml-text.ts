/** YAML 1.2 for values of JSON, with problems and their places. */
import { parseDocument, stringify, visit, type YAMLError } from 'yaml';
import { checkedSpec, type Finding, losesDigits, lostDigits, problemsOf, tooDeep } from './problems.ts';
import type { ParsedSpec, Spec } from './spec-text.ts';

/** `compat`: texts such as `no` and `on` get quotes, because other tools read YAML 1.1. */
export const formatting = { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;

/** `<<` merges a map, as in other tools of Kubernetes. */
export const parsing = { prettyErrors: false, logLevel: 'error', merge: true } as const;

export function formatYaml(spec: Spec): string {
  return stringify(spec, formatting);
}

export function parseYaml(text: string): ParsedSpec {
  try {
    const document = parseDocument(text, parsing);
    const findings = [...document.errors, ...document.warnings].map(findingOf);
    visit(document, {
      Alias(_key, alias) {
        const [from, to] = alias.range ?? [0, 0];
        if (!alias.resolve(document))
          findings.push({ message: `No earlier value has the anchor ${alias.source}.`, from, to });
      },
      Scalar(_key, { value, source = '', range }) {
        const [from, to] = range ?? [0, 0];
        if (losesDigits(value, source)) findings.push({ message: lostDigits, from, to });
        else if (typeof value === 'number' && !Number.isFinite(value))
          findings.push({ message: 'JSON cannot represent this number.', from, to });
      },
    });
    if (findings.length > 0) return { problems: problemsOf(text, findings) };
    return checkedSpec(text, document.toJS());
  } catch (error) {
    const message = error instanceof RangeError ? tooDeep : `This is not YAML. ${messageOf(error)}`;
    return { problems: problemsOf(text, [{ message, from: 0, to: 0 }]) };
  }
}

function findingOf({ code, message, pos: [from, to] }: YAMLError): Finding {
  if (code === 'MULTIPLE_DOCS')
    return { message: 'Only one document is allowed. A second one begins here.', from, to };
  return { message: message.endsWith('.') ? message : `${message}.`, from, to };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
