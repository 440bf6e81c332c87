/**
 * Writes everything that is derived from source: the printed SDL, the typed documents of tests and guides, and the
 * tables of `docs/configuration.md`, `docs/errors.md` and `docs/metrics.md`, Relay's artifacts of the console, and the
 * values' schema and table of the Helm chart. CI runs it and expects no difference.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type CodegenConfig, generate } from '@graphql-codegen/cli';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { valuesTable } from './deploy/chart-values/readme.ts';
import { valuesSchema } from './deploy/chart-values/schema.ts';
import { findingsTable } from './deploy/check/findings.ts';
import { errorTable } from './schema/errors.ts';
import { schema } from './schema/index.ts';
import { configTable } from './src/config/settings.ts';
import { definitions as fleetMetrics } from './src/fleet-metrics/definitions.ts';
import { describeMetrics, metricTable } from './src/observability/metrics-table.ts';
import { problemTable } from './src/writes/problem-codes.ts';

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
  // relay-compiler only adds to this file.
  writeFileSync('console/gql/persisted-documents.json', '{}');
  execFileSync('relay-compiler', ['--repersist'], { cwd: 'console', stdio: ['ignore', 'ignore', 'inherit'] });
  writeTable('docs/configuration.md', configTable());
  writeTable('docs/errors.md', errorTable());
  writeTable('docs/errors.md', problemTable(), 'mutations');
  const metrics = Object.groupBy(await describeMetrics(), ({ name }) =>
    name.startsWith('cmf_graphql_') ? 'gateway' : 'process',
  );
  writeTable('docs/metrics.md', metricTable(metrics.gateway ?? []), 'gateway');
  writeTable('docs/metrics.md', metricTable(fleetMetrics), 'fleet');
  writeTable('docs/metrics.md', metricTable(metrics.process ?? []), 'process');
  writeFileSync('deploy/chart/values.schema.json', valuesSchema());
  writeTable('deploy/chart/README.md', valuesTable(readFileSync('deploy/chart/values.yaml', 'utf8')));
  writeTable('deploy/chart/README.md', findingsTable(), 'findings');
}

/** Replaces what stands between the two markers of a page, or of one of its tables. */
function writeTable(page: string, table: string, name?: string): void {
  const text = readFileSync(page, 'utf8');
  const marker = name === undefined ? 'generated' : `generated:${name}`;
  const between = new RegExp(`(<!-- ${marker}:start -->\\n)[^]*(<!-- ${marker}:end -->)`);
  if (!between.test(text)) throw new Error(`${page} has no markers for its generated table.`);
  writeFileSync(
    page,
    text.replace(between, (_, start, end) => `${start}\n${table}\n\n${end}`),
  );
}
