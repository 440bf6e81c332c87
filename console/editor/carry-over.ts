/** Replaces values in a YAML text. Unchanged parts keep their comments, order and format. */
import { type Document, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { Spec } from './spec-text.ts';
import { formatting, formatYaml, parsing } from './yaml-text.ts';

/** The text with the values of `spec`. */
export function carryOver(text: string, spec: Spec): string {
  try {
    const document: Document = parseDocument(text, { ...parsing, compat: formatting.compat });
    if (isSame(document.toJS(), spec)) return text;
    document.contents = merged(document, document.contents, spec);
    const carried = document.toString({ lineWidth: formatting.lineWidth });
    // It differs where a changed value has an anchor, because its aliases change with it.
    if (isSame(parseDocument(carried, parsing).toJS(), spec)) return carried;
  } catch {
    // The text has an alias of a removed value. The fallback loses only the comments.
  }
  return formatYaml(spec);
}

function merged(document: Document, node: unknown, value: unknown): Node {
  if (isMap(node) && value !== null && typeof value === 'object' && !Array.isArray(value)) {
    const rest = new Map<string, unknown>(Object.entries(value));
    node.items = node.items.filter((pair) => {
      const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
      if (!rest.has(key)) return false;
      pair.value = merged(document, pair.value, rest.get(key));
      rest.delete(key);
      return true;
    });
    for (const [key, added] of rest) node.items.push(document.createPair(key, added, creating));
    return node;
  }
  if (isSeq(node) && Array.isArray(value)) {
    node.items = value.map((item, index) => merged(document, node.items[index], item));
    return node;
  }
  if (isScalar(node) && (value === null || typeof value !== 'object')) {
    if (node.value !== value) {
      node.value = value;
      // Otherwise the old source and tag are written.
      delete node.source;
      delete node.tag;
      delete node.format;
    }
    return node;
  }
  return document.createNode(value, creating);
}

const creating = { aliasDuplicateObjects: false };

/** The order of keys does not matter. */
function isSame(one: unknown, other: unknown): boolean {
  return sortedJson(one) === sortedJson(other);
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
