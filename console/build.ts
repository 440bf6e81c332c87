/**
 * Builds the console, compresses its files, and adds its documents, which the gateway trusts: `npm run build`.
 * `--if-outdated`: only if a source is newer than the last build.
 */
import { copyFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib';
import { build } from 'vite';

const dist = fileURLToPath(new URL('dist', import.meta.url));
const manifest = 'persisted-documents.json';
/** Below this size the headers outweigh the gain. */
const minBytes = 1_000;

const codings = {
  br: (content: Buffer) =>
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
  zst: (content: Buffer) =>
    promisify(zstdCompress)(content, { params: { [constants.ZSTD_c_compressionLevel]: 19 } }),
  gz: (content: Buffer) => promisify(gzip)(content, { level: 9 }),
};

if (process.argv.includes('--if-outdated') && (await isCurrent())) process.exit();
await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), logLevel: 'warn' });
const entries = await readdir(dist, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
await Promise.all(
  files.map(async (file) => {
    const content = await readFile(file);
    if (content.length < minBytes) return;
    for (const [extension, compress] of Object.entries(codings)) {
      await writeFile(`${file}.${extension}`, await compress(content));
    }
  }),
);
await copyFile(fileURLToPath(new URL(`gql/${manifest}`, import.meta.url)), join(dist, manifest));

/** The manifest is written last. */
async function isCurrent(): Promise<boolean> {
  const builtAt = await stat(join(dist, manifest)).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.NEGATIVE_INFINITY,
  );
  const sources = await readdir(import.meta.dirname, { recursive: true, withFileTypes: true });
  const paths = sources
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(dist))
    .map((entry) => join(entry.parentPath, entry.name));
  const others = ['docs/resume-subscription.ts', 'package-lock.json', 'tsconfig.json'];
  paths.push(...others.map((path) => join(import.meta.dirname, '..', path)));
  const times = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs));
  return times.every((time) => time <= builtAt);
}
