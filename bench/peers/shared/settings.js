/** Settings of a peer, from environment variables. */
import process from 'node:process';

export const cmfUrl = process.env.CMF_URL;
export const port = Number(process.env.PORT);
/** Undefined for the default configuration without a cache. */
export const cacheSeconds = process.env.CACHE_SECONDS && Number(process.env.CACHE_SECONDS);
/** Whether responses are compressed. */
export const compress = process.env.COMPRESS === '1';
