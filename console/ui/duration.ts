/** Durations in two digits or so: `20 s`, `4 min`, `3 h`, `26 d`. */
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < minute) return `${seconds} s`;
  if (seconds < hour) return `${Math.floor(seconds / minute)} min`;
  if (seconds < 2 * day) return `${Math.floor(seconds / hour)} h`;
  return `${Math.floor(seconds / day)} d`;
}

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** In the viewer's time zone. */
export function formatTime(time: number | string): string {
  return local.format(new Date(time));
}

/** Local time and UTC, for a tooltip or the clipboard. */
export function describeTime(time: number | string): string {
  const date = new Date(time);
  return `${local.format(date)}\n${date.toISOString().replace('T', ' ').replace('Z', ' UTC')}`;
}

/** For durations that may be below a second: `31 ms`, then as `formatDuration`. */
export function formatMilliseconds(milliseconds: number): string {
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : formatDuration(milliseconds);
}
