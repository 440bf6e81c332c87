/** A metric of a gateway, as Prometheus scrapes it: the sum of its series; 0 when there is none. */
export async function metricOf({ origin }: { readonly origin: string }, name: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const values = text.split('\n').flatMap((line) => {
    const [, of, value] = /^(\w+)(?:\{.*\})? (\S+)$/.exec(line) ?? [];
    return of === name ? [Number(value)] : [];
  });
  return values.reduce((sum, value) => sum + value, 0);
}

/** Numbers of cached and executed responses over HTTP so far. */
export async function answersOf({ origin }: { readonly origin: string }) {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const count = (how: string) =>
    Number(new RegExp(`cmf_graphql_answers_total{how="${how}"} (\\d+)`).exec(text)?.[1] ?? 0);
  return { kept: count('kept'), executed: count('executed') };
}
