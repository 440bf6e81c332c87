/** Encodes bodies on the thread pool of zlib, so that the event loop does not wait. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib';

/**
 * The codings that the gateway supports. Of equally acceptable codings the first is used, because it produces the
 * shortest bodies.
 */
export const contentCodings = ['br', 'zstd', 'gzip'] as const;

export type ContentCoding = (typeof contentCodings)[number];

/**
 * `fast` takes up to a millisecond for 280 kB and is for a body that may be sent once only. `small` takes up to six times as
 * long and is for a body that is sent again. Higher levels gain some percent for ten times the time (docs/performance.md).
 */
export type Effort = 'fast' | 'small';

const levels = {
  br: { fast: 1, small: 5 },
  zstd: { fast: 1, small: 6 },
  // Below level 5, zlib produces bodies that are up to 1.7 times as long, in only slightly less time.
  gzip: { fast: 5, small: 9 },
} as const;

const encoders: Readonly<Record<ContentCoding, (body: Buffer, level: number) => Promise<Buffer>>> = {
  br: (body, level) =>
    brotli(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: level,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  zstd: (body, level) => zstd(body, { params: { [constants.ZSTD_c_compressionLevel]: level } }),
  gzip: (body, level) => deflate(body, { level }),
};

const brotli = promisify(brotliCompress);
const zstd = promisify(zstdCompress);
const deflate = promisify(gzip);

export function encode(coding: ContentCoding, effort: Effort, body: Buffer): Promise<Buffer> {
  return encoders[coding](body, levels[coding][effort]);
}
