/**
 * Node's compile cache for gateways that run as a process, apart from that of other programs. `src/main.ts` sets a flag of
 * V8, which accepts compiled code only under the flags that it was compiled with. In one directory, programs with and
 * without this flag would invalidate each other's code of the same file.
 */
import process from 'node:process';

const { NODE_COMPILE_CACHE: cache } = process.env;

/** Undefined where no cache is set. */
export const gatewayCompileCache = cache === undefined ? undefined : `${cache}/gateway`;
