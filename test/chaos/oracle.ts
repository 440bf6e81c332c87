/**
 * The oracle: compares the messages that subscribers received with the world's own record.
 *
 * A log is split into segments: one from its start, and one from each gap on. The messages of an application within a
 * segment, from its state in the snapshot on, must be a contiguous part of the record, and the last segment must reach
 * its end. Job states are compared, consecutive equal ones counted once: CMF's events name no job. `observations.ts`
 * compares the jobs that polls observed.
 */
import { decodeCursor } from '../../src/live/cursor.ts';
import { findUndelivered, type RecordedJob } from './observations.ts';
import type { Observation } from './observer.ts';
import type { Received, ReceivedState, SubscriberLog } from './received.ts';

export interface Verdict {
  /** States of the record that a subscriber should have received and did not. */
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  /** Messages that do not continue from the last received state, without a gap. */
  readonly unannounced: number;
  /** Gaps after which an application had an older state than already received. Allowed, but reported. */
  readonly steppedBack: number;
  /** A description of each violation. */
  readonly findings: readonly string[];
}

type State = string | null;
type Wrong = 'lost' | 'duplicated' | 'reordered' | 'unannounced';
type ReportViolation = (wrong: Wrong, what: string, count?: number) => void;

export function verify(
  record: readonly RecordedJob[],
  logs: readonly SubscriberLog[],
  observed: readonly Observation[] = [],
): Verdict {
  const expected = statesOf(record);
  const counts: Record<Wrong, number> = { lost: 0, duplicated: 0, reordered: 0, unannounced: 0 };
  const findings: string[] = [];
  const byCursor = new Map<string, string>();
  let steppedBack = 0;

  for (const { subscriber, received } of logs) {
    let segment = new Map<string, Track>();
    const earlier = new Map<string, Track>();
    let previous: Received | null = null;
    let sequence = 0;

    for (const [index, message] of received.entries()) {
      const report: ReportViolation = (wrong, what, count = 1) => {
        counts[wrong] += count;
        findings.push(`${subscriber} #${index} ${wordsOf(message)}: ${wrong}: ${what}`);
      };
      if (message.kind === 'gap') {
        for (const [application, track] of segment) earlier.set(application, track);
        segment = new Map();
        sequence = 0;
      } else if (message.initial) {
        // A snapshot starts a log, follows a gap, or restarts after a disconnect in its middle.
        if (previous?.kind === 'state' && !previous.initial) {
          report('unannounced', `a snapshot after ${wordsOf(previous)}`);
        }
        const states = expected.get(message.application) ?? [];
        const known = segment.get(message.application) ?? earlier.get(message.application);
        const places = placesOf(states, message.to);
        if (places.length === 0) report('unannounced', 'a state that never was');
        else if (known && (places.at(-1) ?? 0) < known.first) steppedBack += 1;
        segment.set(message.application, createTrack(states, places));
      } else {
        const position = decodeCursor(message.cursor)?.sequence ?? 0;
        if (position <= sequence) report('reordered', 'its cursor is not above the one before');
        sequence = position;
        const words = byCursor.get(message.cursor) ?? wordsOf(message);
        byCursor.set(message.cursor, words);
        if (words !== wordsOf(message)) report('unannounced', `another subscriber received ${words}`);

        const states = expected.get(message.application) ?? [];
        const track = segment.get(message.application);
        if (track) {
          track.follow(message, report);
        } else {
          // CMF was unavailable for this application at the snapshot, so it is new to this subscriber.
          if (message.from !== null) report('unannounced', 'of an application that was not in the snapshot');
          segment.set(message.application, createTrack(states, placesOf(states, message.to)));
        }
      }
      previous = message;
    }

    for (const [application, track] of segment) {
      const missing = track.missing();
      if (missing === 0) continue;
      counts.lost += missing;
      findings.push(`${subscriber} at the end: lost: the last ${missing} states of ${application}`);
    }
  }
  const undelivered = findUndelivered(record, logs, observed);
  counts.lost += undelivered.length;
  findings.push(...undelivered);
  return { ...counts, steppedBack, findings };
}

/** The possible positions of a segment in the record: one for a state that occurs once, else several. */
interface Track {
  readonly first: number;
  follow(change: ReceivedState, report: ReportViolation): void;
  /** The number of later states in the record. */
  missing(): number;
}

function createTrack(states: readonly State[], begin: readonly number[]): Track {
  let places = begin;
  const received = new Set<State>(begin.map((place) => states[place] ?? null));

  return {
    get first() {
      return places[0] ?? 0;
    },
    follow({ from, to }, report) {
      const here = places.filter((place) => states[place] === from);
      const next =
        from === to ? here : here.map((place) => place + 1).filter((place) => states[place] === to);
      const isContinued = next.length > 0;
      const place = places[0] ?? 0;
      places = next;
      if (!isContinued) {
        const ahead = placesOf(states, to, place + 1);
        const isAgain = received.has(to) && (to === states[place] || ahead.length === 0);
        if (isAgain) report('duplicated', `after ${states[place]}`);
        else if (ahead[0] === undefined) report('reordered', `after ${states[place]}`);
        else report('lost', `after ${states[place]}`, Math.max(1, ahead[0] - place - 1));
        places = ahead.length > 0 && !isAgain ? ahead : [place];
      }
      received.add(to);
    },
    missing: () => (places.includes(states.length - 1) ? 0 : states.length - 1 - (places.at(-1) ?? -1)),
  };
}

/** The states of each application in order, consecutive equal ones once. */
function statesOf(record: readonly RecordedJob[]): ReadonlyMap<string, readonly State[]> {
  const states = new Map<string, State[]>();
  for (const { environment, application, to } of record) {
    const key = `${environment}/${application}`;
    const known = states.get(key) ?? [];
    states.set(key, known);
    const state = to?.jobState ?? null;
    if (known.length === 0 || known.at(-1) !== state) known.push(state);
  }
  return states;
}

function placesOf(states: readonly State[], state: State, from = 0): readonly number[] {
  return states.flatMap((known, place) => (known === state && place >= from ? [place] : []));
}

function wordsOf(message: Received): string {
  if (message.kind === 'gap') return `gap ${message.reason}`;
  const { application, initial, from, to } = message;
  return initial ? `${application} is ${to}` : `${application} ${from} > ${to}`;
}
