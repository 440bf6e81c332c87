/** Encodes response bodies, as CMF does when its server is configured so, or as a proxy in front of it. */
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { Fault } from '../faults.ts';
import type { RestResponse } from './response.ts';

/** Whether bodies are compressed: never, for clients that accept gzip, or always with gzip. */
export type Compression = 'off' | 'requested' | 'always';

/** A response whose body has its final encoding. */
export interface EncodedResponse extends Omit<RestResponse, 'body'> {
  readonly body: Buffer;
}

const encoders: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  br: brotliCompressSync,
  deflate: deflateSync,
  gzip: gzipSync,
  zstd: zstdCompressSync,
};

export function encodeResponse(
  { status, headers, body }: RestResponse,
  compression: Compression,
  acceptEncoding: string | undefined,
  faults: readonly Fault[] = [],
): EncodedResponse {
  const plain = Buffer.from(body);
  const fault = faults.find((each) => each.kind === 'encoded');
  const isWanted =
    compression === 'always' || (compression === 'requested' && /\bgzip\b/i.test(acceptEncoding ?? ''));
  const coding = fault?.coding ?? (isWanted ? 'gzip' : undefined);
  if (coding === undefined || plain.length === 0) return { status, headers, body: plain };
  const encoded = Object.hasOwn(encoders, coding) ? (encoders[coding]?.(plain) ?? plain) : plain;
  return {
    status,
    headers: { ...headers, 'content-encoding': coding, vary: 'Accept-Encoding' },
    body: fault?.isCut ? encoded.subarray(0, Math.floor(encoded.length / 2)) : encoded,
  };
}
