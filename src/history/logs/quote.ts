/** Quotes text as a string literal of each query language. Any text stays one literal. */

/**
 * LogQL: the lexer of Loki reads Go string literals (`strutil.Unquote` in `pkg/logql/syntax/lex.go`). Every JSON
 * escape has the same meaning in Go, except lone surrogates, which are not valid in Go.
 */
export function quoteLogQl(text: string): string {
  return JSON.stringify(text.toWellFormed());
}

/**
 * KQL: between double quotes only the backslash and the quote are special; wildcards are literal (`QuotedString` in
 * the `kbn-es-query` grammar of Kibana, and its `escapeQuotes`).
 */
export function quoteKql(text: string): string {
  const escaped = text.replaceAll(/[\\"]/g, String.raw`\$&`);
  return `"${escaped.replaceAll('\t', String.raw`\t`).replaceAll('\n', String.raw`\n`).replaceAll('\r', String.raw`\r`)}"`;
}

/**
 * SPL, in `where` and `eval`: a backslash escapes backslash and quote, and nothing else is special. Compare in
 * `where`: in `search` an asterisk would be a wildcard that cannot be escaped (Splunk Search Manual, "Backslashes").
 */
export function quoteSpl(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
}

/**
 * POSIX shell (2.2.2, single quotes): everything is literal up to the next single quote, which is therefore written
 * outside of the quotes. NUL cannot be in an argument and is removed.
 */
export function quoteShell(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", String.raw`'\''`)}'`;
}
