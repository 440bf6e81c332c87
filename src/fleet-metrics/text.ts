/**
 * Prometheus' text format for tens of thousands of series. prom-client would look up each series by its labels at
 * each scrape. This module caches the lines of an application until it changes.
 */

export interface MetricDefinition {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly labels: readonly string[];
}

export type Labels = Readonly<Record<string, string | number>>;

export function headOf({ name, type, help }: MetricDefinition): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

export function lineOf({ name }: MetricDefinition, labels: Labels, value: number): string {
  return `${name}${labelsText(labels)} ${value}\n`;
}

/** With braces; empty without labels. */
export function labelsText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(String(text))}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
  return /[\\"\n]/.test(text)
    ? text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
    : text;
}
