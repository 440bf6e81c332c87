/**
 * @generated SignedSource<<ad91f3977de27add02d5177c689a1c94>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type JobState = "CANCELED" | "CANCELLING" | "CREATED" | "FAILED" | "FAILING" | "FINISHED" | "INITIALIZING" | "RECONCILING" | "RESTARTING" | "RUNNING" | "SUSPENDED" | "UNKNOWN";
import { FragmentRefs, Result } from "relay-runtime";
export type environmentRow_environment$data = {
  readonly jobStateCounts: Result<ReadonlyArray<{
    readonly count: number;
    readonly jobState: JobState | null;
  }> | null, unknown>;
  readonly kubernetesCluster: string | null;
  readonly kubernetesClusterState: string | null;
  readonly kubernetesNamespace: string | null;
  readonly name: string;
  readonly observedAt: string;
  readonly stale: boolean;
  readonly " $fragmentType": "environmentRow_environment";
};
export type environmentRow_environment$key = {
  readonly " $data"?: environmentRow_environment$data;
  readonly " $fragmentSpreads": FragmentRefs<"environmentRow_environment">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "environmentRow_environment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "name",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "kubernetesNamespace",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "kubernetesCluster",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "kubernetesClusterState",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "stale",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "observedAt",
      "storageKey": null
    },
    {
      "kind": "CatchField",
      "field": {
        "alias": null,
        "args": null,
        "concreteType": "JobStateCount",
        "kind": "LinkedField",
        "name": "jobStateCounts",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "jobState",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "count",
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      "to": "RESULT"
    }
  ],
  "type": "Environment",
  "abstractKey": null
};

(node as any).hash = "53b2fe90c7e5f81d5d1542787d0f152d";

export default node;
