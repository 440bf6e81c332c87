/**
 * A real Flink behind CMF's proxy: starts a local cluster with a job that fails every few seconds, puts it behind the
 * emulator as `flink-web-ui` of an application, and shows what the gateway reads of it.
 *
 *     npm run test:flink
 *     npm run test:flink -- 1.20.1
 *
 * Needs a JDK (11 or newer), Maven, and Maven Central; without them it skips. Not part of `npm test`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../../../src/emulator/emulator.ts';
import { graphql } from '../../gql/index.ts';
import { noCache } from '../../support/client.ts';
import { startGateway } from '../../support/gateway.ts';
import { until } from '../../support/until.ts';
import { addApplication } from '../../support/world.ts';
import { startFlinkProxy } from './proxy.ts';

const RealFlink = graphql(/* GraphQL */ `
  query RealFlink {
    application(environment: "dev1", name: "ledger") {
      job {
        name
        state
        flinkVersion
        restarts
        exceptions(first: 1) {
          at
          name
          message
          rootCause
          task
        }
        checkpoints {
          counts {
            completed
            failed
            restored
          }
          interval
          latestCompleted {
            number
            triggeredAt
            durationMs
            stateBytes
          }
          restoredFrom {
            number
          }
        }
        vertices {
          name
          state
          parallelism
        }
      }
      problems(details: true) {
        kind
        severity
        summary
      }
      instances {
        nodes {
          lastFailure {
            message
            rootCause
            task
            count
            checkpointBefore {
              number
            }
          }
        }
      }
    }
  }
`);

const folder = import.meta.dirname;
const startMs = 120_000;

async function show(version: string): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const temporary = stack.use(await mkdtempDisposable(join(tmpdir(), 'cmf-graphql-flink-')));
  const classPath = await classPathOf(version, temporary.path);
  const port = await freePort();
  compileJob(classPath, temporary.path);
  stack.use(startJob(`${classPath}:${temporary.path}`, port));
  const rest = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${rest}/jobs`)).ok, { timeoutMs: startMs, what: `Flink ${version}` });

  const emulator = stack.use(await startEmulator({ fleet: 'empty' }));
  addApplication(emulator.world, 'dev1', 'ledger');
  const proxy = stack.use(await startFlinkProxy({ cmf: emulator.url, flink: rest }));
  const gateway = stack.use(
    await startGateway({ emulator, cmfUrl: proxy.url, env: { FLINK_TIMEOUT_MS: '10000' } }),
  );
  const read = () => gateway.data(RealFlink, {}, noCache);

  const hasFailed = async () => {
    const job = (await read()).application?.job;
    return (job?.restarts ?? 0) >= 2 && (job?.checkpoints?.counts.completed ?? 0) > 0;
  };
  await until(hasFailed, { timeoutMs: startMs, what: 'two restarts and a checkpoint' });
  // CMF would report this state; the emulator has no connection to the real job.
  emulator.world.setJobState('dev1', 'ledger', 'RESTARTING');
  const isArchived = async () => (await read()).application?.instances?.nodes[0]?.lastFailure;
  await until(isArchived, { timeoutMs: startMs, what: 'the archived failure' });

  const { application } = await read();
  console.log(`Flink ${version}`);
  console.log(JSON.stringify(application, null, 2));
  const rootCause = application?.job?.exceptions?.[0]?.rootCause;
  if (rootCause !== 'java.io.IOException: connection reset by peer') {
    throw new Error(`The root cause is not that of the job: ${rootCause}`);
  }
}

async function classPathOf(version: string, directory: string): Promise<string> {
  const file = join(directory, 'class-path');
  const goal = 'dependency:build-classpath';
  const args = ['-q', '-B', goal, `-Dflink.version=${version}`, `-Dmdep.outputFile=${file}`];
  const { status, stdout, stderr } = spawnSync('mvn', args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`Maven could not resolve Flink ${version}: ${stdout}${stderr}`);
  return (await readFile(file, 'utf8')).trim();
}

/** Not with Java's launcher of source files: Flink's tasks could not load a class that has no class file. */
function compileJob(classPath: string, directory: string): void {
  const args = ['-nowarn', '-cp', classPath, '-d', directory, join(folder, 'FailingJob.java')];
  const { status, stderr } = spawnSync('javac', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The job does not compile: ${stderr}`);
}

function startJob(classPath: string, port: number): AsyncDisposable {
  // Flink 1.20 needs these for its serializers on Java 17.
  const opens = ['java.util', 'java.lang', 'java.time'].flatMap((name) => [
    '--add-opens',
    `java.base/${name}=ALL-UNNAMED`,
  ]);
  const args = [...opens, '-cp', classPath, 'FailingJob', String(port)];
  const job = spawn('java', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  job.stderr.on('data', (data) => {
    errors = `${errors}${data}`.slice(-2_000);
  });
  const ended = new Promise<void>((resolve) => {
    job.on('exit', (code) => {
      if (code !== null && code !== 0 && code !== 143) console.error(`The job ended with ${code}: ${errors}`);
      resolve();
    });
  });
  return {
    async [Symbol.asyncDispose]() {
      job.kill();
      await ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const missing = ['java', 'javac', 'mvn'].filter((program) => spawnSync(program, ['-version']).status !== 0);
if (missing.length > 0) {
  console.log(`skipped: ${missing.join(', ')} not found; a JDK and Maven are needed`);
} else {
  const versions = process.argv.length > 2 ? process.argv.slice(2) : ['1.20.1', '2.1.0'];
  for (const version of versions) await show(version);
}
