/**
 * @generated SignedSource<<308acc48baaba40fc008558b206e6e3c>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type JobState = "CANCELED" | "CANCELLING" | "CREATED" | "FAILED" | "FAILING" | "FINISHED" | "INITIALIZING" | "RECONCILING" | "RESTARTING" | "RUNNING" | "SUSPENDED" | "UNKNOWN";
export type LifecycleState = "CREATED" | "DELETED" | "DELETING" | "DEPLOYED" | "FAILED" | "ROLLED_BACK" | "ROLLING_BACK" | "STABLE" | "SUSPENDED" | "UNKNOWN" | "UPGRADING";
import { FragmentRefs } from "relay-runtime";
export type applicationRow_application$data = {
  readonly currentInstanceUid: string | null;
  readonly environmentName: string;
  readonly flinkVersion: string | null;
  readonly jobState: JobState | null;
  readonly jobStateRaw: string | null;
  readonly lifecycleState: LifecycleState | null;
  readonly lifecycleStateRaw: string | null;
  readonly name: string;
  readonly observedAt: string;
  readonly parallelism: number | null;
  readonly stale: boolean;
  readonly updatedAt: string | null;
  readonly " $fragmentType": "applicationRow_application";
};
export type applicationRow_application$key = {
  readonly " $data"?: applicationRow_application$data;
  readonly " $fragmentSpreads": FragmentRefs<"applicationRow_application">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "applicationRow_application",
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
      "name": "environmentName",
      "storageKey": null
    },
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
      "name": "jobStateRaw",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "lifecycleState",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "lifecycleStateRaw",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "currentInstanceUid",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "flinkVersion",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "parallelism",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "updatedAt",
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
    }
  ],
  "type": "Application",
  "abstractKey": null
};

(node as any).hash = "43096da1b592f0f972818bf608abbd9e";

export default node;
