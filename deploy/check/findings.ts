/** Findings of kube-score and checkov that are accepted, and why. `npm run codegen` writes them into the chart's README. */
export interface Finding {
  readonly tool: 'kube-score' | 'checkov';
  readonly id: string;
  readonly reason: string;
}

const noCpuLimit =
  'No CPU limit: throttling delays every subscriber. The request is the share that is guaranteed. `resources.limits.cpu` sets one.';
const pullPolicy =
  'Tags of releases are not overwritten, and a pod should start while the registry is away. `image.pullPolicy` sets another policy.';

export const accepted: readonly Finding[] = [
  { tool: 'kube-score', id: 'container-resources', reason: noCpuLimit },
  { tool: 'checkov', id: 'CKV_K8S_11', reason: noCpuLimit },
  { tool: 'kube-score', id: 'container-image-pull-policy', reason: pullPolicy },
  { tool: 'checkov', id: 'CKV_K8S_15', reason: pullPolicy },
  {
    tool: 'kube-score',
    id: 'deployment-has-host-podantiaffinity',
    reason:
      'Topology spread constraints over nodes and zones take its place (`spreadOverNodes`, `spreadOverZones`).',
  },
  {
    tool: 'kube-score',
    id: 'deployment-replicas',
    reason: 'Only with `replicaCount: 1`, and the Redis for trials.',
  },
  {
    tool: 'kube-score',
    id: 'deployment-strategy',
    reason: 'Only the Redis for trials: two of them at the same time would have different data.',
  },
  {
    tool: 'checkov',
    id: 'CKV_K8S_43',
    reason: "The chart can not know the digest of an image in the user's registry. `image.digest` sets it.",
  },
];

export function findingsTable(): string {
  const rows = accepted.map(({ tool, id, reason }) => `| ${tool} | \`${id}\` | ${reason} |`);
  return ['| tool | finding | reason |', '| --- | --- | --- |', ...rows].join('\n');
}

export function idsOf(tool: Finding['tool']): readonly string[] {
  return accepted.filter((finding) => finding.tool === tool).map(({ id }) => id);
}
