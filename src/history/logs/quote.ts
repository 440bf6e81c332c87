/** Text as a string literal of each language that log queries are written in: whatever it holds, it stays one literal. */

/**
 * LogQL: Loki's lexer reads Go string literals (`strutil.Unquote` in `pkg/logql/syntax/lex.go`). Each escape that JSON
 * writes is one of Go's with the same meaning, but for lone surrogates, which are no text in Go.
 */
export function quoteLogQl(text: string): string {
  return JSON.stringify(text.toWellFormed());
}

/**
 * KQL: between double quotes only the backslash and the quote are special, and wildcards are plain characters
 * (`QuotedString` in Kibana's `kbn-es-query` grammar, `escapeQuotes` beside it).
 */
export function quoteKql(text: string): string {
  const escaped = text.replaceAll(/[\\"]/g, String.raw`\$&`);
  return `"${escaped.replaceAll('\t', String.raw`\t`).replaceAll('\n', String.raw`\n`).replaceAll('\r', String.raw`\r`)}"`;
}

/**
 * SPL, in `where` and `eval`: backslash and quote are escaped by a backslash, and nothing else is special. In `search`
 * an asterisk would be a wildcard that nothing can escape (Splunk's Search Manual, "Backslashes"): compare in `where`.
 */
export function quoteSpl(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
}

/**
 * POSIX shell (2.2.2, single quotes): all is literal up to the next single quote, which therefore is written outside.
 * NUL cannot be in an argument at all and is left out.
 */
export function quoteShell(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", String.raw`'\''`)}'`;
}
