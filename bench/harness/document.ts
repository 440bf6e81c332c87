/** `docs/performance.md`: each benchmark replaces its own part and keeps the rest of the document. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const documentPath = join(import.meta.dirname, '../../docs/performance.md');

/** Replaces a part of the document, or appends it if it does not exist. */
export function writePart(name: string, markdown: string): void {
  const [begin, end] = [`<!-- ${name}: written by the benchmark -->`, `<!-- end of ${name} -->`];
  const part = `${begin}\n\n${markdown.trim()}\n\n${end}`;
  const text = existsSync(documentPath) ? readFileSync(documentPath, 'utf8') : '# Performance\n';
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  const next =
    from < 0 || to < 0
      ? `${text.trimEnd()}\n\n${part}\n`
      : text.slice(0, from) + part + text.slice(to + end.length);
  writeFileSync(documentPath, next);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_cell, index) => (index === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
