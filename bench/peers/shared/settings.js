/** What the benchmark tells a peer. */
import process from 'node:process';

export const cmfUrl = process.env.CMF_URL;
export const port = Number(process.env.PORT);
/** Undefined: as it comes, without a cache of its own. */
export const cacheSeconds = process.env.CACHE_SECONDS && Number(process.env.CACHE_SECONDS);
