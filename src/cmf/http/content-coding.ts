/**
 * Decodes the body of a response by its `Content-Encoding`, with a bound on the decoded size. CMF and proxies in
 * front of it may encode a body although the request did not accept any coding.
 *
 * undici's `interceptors.decompress` also bounds the decoded size, but it is experimental (it warns on stderr at
 * each start), passes unknown codings through, and its errors cannot be distinguished from those of the
 * connection. zlib's functions stop at `maxOutputLength`, and the size of the encoded body is bounded by undici.
 */
import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';

/** The message completes the sentence "CMF's response …". */
export class ContentCodingError extends Error {
  override readonly name = 'ContentCodingError';
}

type Decoder = (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const decodeGzip: Decoder = promisify(gunzip);
const decodeZlib: Decoder = promisify(inflate);
const decodeDeflate: Decoder = promisify(inflateRaw);
const decodeBrotli: Decoder = promisify(brotliDecompress);
const decodeZstd = promisify(zstdDecompress);

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: decodeGzip,
  'x-gzip': decodeGzip,
  // `deflate` means the zlib format, but some servers send raw deflate data. The first byte of the zlib format
  // has the method 8 in its lower half.
  deflate: (body, options) => (((body[0] ?? 0) & 15) === 8 ? decodeZlib : decodeDeflate)(body, options),
  br: decodeBrotli,
  // RFC 9659: a window above 8 MB is not for HTTP.
  zstd: (body, options) => decodeZstd(body, { ...options, params: { [constants.ZSTD_d_windowLogMax]: 23 } }),
};

/** Real servers do not apply more codings to one body, and each could cost as much memory as the bound. */
const maxCodings = 2;

/** `codings`: the value of `Content-Encoding`, in the order of encoding. Rejects with a `ContentCodingError`. */
export async function decodeBody(body: Buffer, codings: string | null, maxBytes: number): Promise<Buffer> {
  // A response without content, such as 304, may have the header of the response that it confirms.
  if (codings === null || body.length === 0) return body;
  const names = codings
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > maxCodings) throw new ContentCodingError(`has ${names.length} content codings`);
  let decoded = body;
  for (const name of names.toReversed()) {
    const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
    if (!decode)
      throw new ContentCodingError(`has the unknown content coding ${JSON.stringify(name.slice(0, 20))}`);
    decoded = await decode(decoded, { maxOutputLength: maxBytes }).catch((cause: unknown) => {
      const isTooLarge = cause instanceof RangeError;
      const problem = isTooLarge ? `is longer than ${maxBytes} bytes` : `is not valid ${name}`;
      throw new ContentCodingError(problem, { cause });
    });
  }
  return decoded;
}
