/** The series of a scrape, read for tests. */
export interface Scrape {
  readonly text: string;
  /** The value of one series; undefined where there is none. `series`: as in the text, such as `name{label="value"}`. */
  value(series: string): number | undefined;
  /** All series of a metric, by their labels as in the text. */
  of(name: string): ReadonlyMap<string, number>;
}

export async function scrape(url: string): Promise<Scrape> {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} responded ${response.status}: ${text}`);
  const lines = text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = /^(\w+)(\{.*\})? (\S+)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, labels, value: Number(value) }];
  });
  return {
    text,
    value: (series) => lines.find(({ name, labels }) => `${name}${labels}` === series)?.value,
    of: (wanted) =>
      new Map(lines.filter(({ name }) => name === wanted).map(({ labels, value }) => [labels, value])),
  };
}
