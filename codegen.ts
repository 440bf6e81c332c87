/**
 * Generates the files that are derived from source: the printed SDL, the typed documents of tests and guides, and the
 * README's tables of configuration and errors. `npm run codegen` writes them. CI runs it again and expects no difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type CodegenConfig, generate } from '@graphql-codegen/cli';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { errorTable } from './schema/errors.ts';
import { schema } from './schema/index.ts';
import { configTable } from './src/config/settings.ts';

const sdl = printSchema(lexicographicSortSchema(schema));

/** Editors' GraphQL plugins and the `graphql-codegen` command read it too. */
const config: CodegenConfig = {
  schema: sdl,
  documents: ['test/**/*.ts', 'docs/**/*.ts', '!test/gql/**'],
  ignoreNoDocuments: true,
  silent: true,
  generates: {
    'test/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: {
        // A document is a typed string, as sent over HTTP; no query is printed at run time.
        documentMode: 'string',
        // Node only strips types: enums must not need code, and imports must name the file.
        enumType: 'const',
        useTypeImports: true,
        importExtension: '.ts',
        scalars: { DateTime: 'string', JSON: 'unknown', ID: 'string' },
        strictScalars: true,
      },
    },
  },
};
export default config;

if (import.meta.main) {
  writeFileSync('schema/schema.graphql', `${sdl}\n`);
  await generate(config, true);
  const readme = readFileSync('README.md', 'utf8');
  writeFileSync('README.md', withTables(readme));
}

function withTables(readme: string): string {
  const tables = { config: configTable(), errors: errorTable() };
  return Object.entries(tables).reduce((text, [name, table]) => {
    const between = new RegExp(`(<!-- ${name}:start -->\\n)[^]*(<!-- ${name}:end -->)`);
    if (!between.test(text)) throw new Error(`README.md has no markers for the table "${name}"`);
    return text.replace(between, (_, start, end) => `${start}\n${table}\n\n${end}`);
  }, readme);
}
