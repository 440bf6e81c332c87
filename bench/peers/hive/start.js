/** Composes the supergraph from CMF's OpenAPI document with the configured CMF URL, then runs the gateway in this process. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const compose = ['node_modules/.bin/mesh-compose', '-o', process.env.SUPERGRAPH];
const { status } = spawnSync(process.execPath, compose, { stdio: 'inherit' });
if (status !== 0) process.exit(1);

process.argv.splice(2, Infinity, 'supergraph', '--port', process.env.PORT, '--host', '127.0.0.1');
await import('./node_modules/@graphql-hive/gateway/dist/bin.js');
