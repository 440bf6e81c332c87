/** The Markdown summary of a chaos run, and whether it passed. */
import type { ChaosReport } from './run.ts';

/** True when no message was lost, duplicated or reordered, no gateway crashed and all queries succeeded. */
export function hasPassed({ verdict, crashes, outage, denied }: ChaosReport): boolean {
  const { lost, duplicated, reordered, unannounced } = verdict;
  const failures = [...crashes, ...outage.failed, ...denied];
  return lost + duplicated + reordered + unannounced + failures.length === 0;
}

export function summaryOf(report: ChaosReport): string {
  const { options, verdict, logs, faults, outage, crashes, record, sessions, endings, settledMs } = report;
  const received = logs.flatMap((story) => story.received);
  const changes = received.filter((message) => message.kind === 'state' && !message.initial);
  const byEvent = changes.filter((message) => message.kind === 'state' && message.source === 'EVENT');
  const gaps = countBy(received.flatMap((message) => (message.kind === 'gap' ? [message.reason] : [])));
  const { topology = 'single', acl = false, tls = false } = options.redis ?? {};
  const access = [topology, ...(acl ? ['documented ACL'] : []), ...(tls ? ['TLS'] : [])].join(', ');
  const duringOutages = report.observed.filter(({ isDuringOutage }) => isDuringOutage);
  const ended = duringOutages.filter(({ endedWithReplica }) => endedWithReplica);
  return [
    `seed ${options.seed}: ${faults.length} faults in ${seconds(options.durationMs)}, ${options.replicas ?? 3} replicas, ${logs.length} subscribers, ${report.redisVersion} (${access})`,
    '',
    `- ${number(record.length)} changes in CMF's own record; ${number(changes.length)} received (${number(byEvent.length)} known from events only), over ${number(sessions)} connections`,
    `- gaps received: ${sum(gaps)} (${list(gaps)}); after ${verdict.steppedBack} of the states that followed, the stream started earlier than what the subscriber had (*stepped back*)`,
    `- ${number(report.observed.length)} states and jobs that queries showed, ${number(duringOutages.length)} of them on a replica without Redis; ${number(ended.length)} of these ended with their replica`,
    `- Redis stopped for ${seconds(outage.ms)}: ${outage.queries - outage.failed.length} of ${outage.queries} queries with fresh responses`,
    `- ${crashes.length} crashes; settled ${seconds(settledMs)} after the last fault`,
    `- **${verdict.lost} lost, ${verdict.duplicated} duplicated, ${verdict.reordered} reordered, ${verdict.unannounced} unannounced**`,
    '',
    '| fault | times |',
    '| --- | --- |',
    ...[...countBy(faults.map(({ kind }) => kind))]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([kind, times]) => `| ${kind} | ${times} |`),
    '',
    `Connections that the subscriber did not end: ${list(endings)}.`,
  ].join('\n');
}

function countBy(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function list(counts: ReadonlyMap<string, number>): string {
  const parts = [...counts]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([word, count]) => `${word} ${count}`);
  return parts.join(', ') || 'none';
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}
