/**
 * The location of a value in a spec: segments for programs and a readable path. A segment is a map key, `[key=value]`
 * for an item of a named list, or `[order]` for the order of that list.
 */

/** One step from the root (null). `inList`: the segment is a selector within a list, not a key. */
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

const plainKey = /^[A-Za-z_$][\w$-]*$/;

/** `job.parallelism`, `flinkConfiguration["a.b"]`, `podTemplate.spec.containers[name=main].image`. */
export function locate(step: Step): { readonly path: string; readonly segments: readonly string[] } {
  const steps: Step[] = [];
  for (let current: Step | null = step; current !== null; current = current.parent) steps.push(current);
  steps.reverse();
  const path = steps.map(({ segment, inList }) => {
    if (inList) return segment;
    return plainKey.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
  });
  return { path: path.join('').replace(/^\./, ''), segments: steps.map(({ segment }) => segment) };
}
