/**
 * Where in a spec something is: segments for programs, one line of text for people. A segment is a map's key, or
 * `[key=value]` for an item of a named list, or `[order]` for that list's order.
 */

/** A step down from the root, which is null. `inList`: the segment is a selector within a list, not a key. */
export interface Step {
  readonly parent: Step | null;
  readonly segment: string;
  readonly inList: boolean;
}

export function child(parent: Step | null, key: string): Step {
  return { parent, segment: key, inList: false };
}

export function item(parent: Step | null, selector: string): Step {
  return { parent, segment: selector, inList: true };
}

const bare = /^[A-Za-z_$][\w$-]*$/;

/** `job.parallelism`, `flinkConfiguration["a.b"]`, `podTemplate.spec.containers[name=main].image`. */
export function locate(step: Step): { readonly path: string; readonly segments: readonly string[] } {
  const steps: Step[] = [];
  for (let here: Step | null = step; here !== null; here = here.parent) steps.push(here);
  steps.reverse();
  const path = steps.map(({ segment, inList }) => {
    if (inList) return segment;
    return bare.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
  });
  return { path: path.join('').replace(/^\./, ''), segments: steps.map(({ segment }) => segment) };
}
