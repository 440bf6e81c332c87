/**
 * `npm run test:chaos`: the long run. `CHAOS_SEED`, `CHAOS_SECONDS`, `CHAOS_FAULTS` and `CHAOS_CMF_VERSION` change it; the
 * seed is printed, and the same seed draws the same faults.
 *
 * `CHAOS_REDIS` is `single` (default), `sentinel` or `cluster`. `CHAOS_ACL=on` connects with the documented permissions
 * only, `CHAOS_TLS=on` over TLS with a private authority. `REDIS_SERVER` names another program, such as Valkey's.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { runChaos } from './run.ts';
import { hasPassed, summaryOf } from './summary.ts';

const seed = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);
const seconds = Number(process.env['CHAOS_SECONDS'] ?? 900);
const faults = Number(process.env['CHAOS_FAULTS'] ?? Math.round(seconds * 1.2));
const topology = process.env['CHAOS_REDIS'] ?? 'single';
if (topology !== 'single' && topology !== 'sentinel' && topology !== 'cluster') {
  throw new Error('CHAOS_REDIS is single, sentinel or cluster.');
}
const [acl, tls] = [process.env['CHAOS_ACL'] === 'on', process.env['CHAOS_TLS'] === 'on'];
const cmfVersion = process.env['CHAOS_CMF_VERSION'] ?? '2.3.1';
console.log(
  `CHAOS_SEED=${seed} CHAOS_SECONDS=${seconds} CHAOS_FAULTS=${faults} CHAOS_CMF_VERSION=${cmfVersion} npm run test:chaos`,
);

// Stops gateways and Redis when the run is interrupted.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const report = await runChaos({
  seed,
  faults,
  durationMs: seconds * 1_000,
  outageMs: Math.min(60, seconds / 4) * 1_000,
  subscribers: 18,
  journalLength: 1_000,
  eachRedisFault: true,
  redis: { topology, acl, tls },
  cmfVersion,
  onProgress: (line) => console.log(`${new Date().toISOString()} ${line}`),
});
console.log(`\n${summaryOf(report)}`);
if (!hasPassed(report)) {
  for (const finding of report.verdict.findings.slice(0, 50)) console.log(finding);
  for (const crash of report.crashes) console.log(crash);
  for (const refusal of report.denied) console.log(`Refused by the ACL: ${refusal}`);
  for (const failure of report.outage.failed.slice(0, 10)) console.log(failure);
  const evidence = join(tmpdir(), `chaos-${seed}.json`);
  writeFileSync(evidence, JSON.stringify({ ...report, endings: Object.fromEntries(report.endings) }));
  console.log(`Faults with their times, received messages and the record: ${evidence}`);
  process.exitCode = 1;
}
