/**
 * @generated SignedSource<<9696411f9cd41e3c88c0b1eb1a7eb631>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type DesiredState = "RUNNING" | "SUSPENDED" | "UNKNOWN";
export type JobState = "CANCELED" | "CANCELLING" | "CREATED" | "FAILED" | "FAILING" | "FINISHED" | "INITIALIZING" | "RECONCILING" | "RESTARTING" | "RUNNING" | "SUSPENDED" | "UNKNOWN";
export type LifecycleState = "CREATED" | "DELETED" | "DELETING" | "DEPLOYED" | "FAILED" | "ROLLED_BACK" | "ROLLING_BACK" | "STABLE" | "SUSPENDED" | "UNKNOWN" | "UPGRADING";
export type UpgradeMode = "LAST_STATE" | "SAVEPOINT" | "STATELESS" | "UNKNOWN";
import { FragmentRefs, Result } from "relay-runtime";
export type applicationHeader_application$data = {
  readonly currentInstanceUid: string | null;
  readonly desiredState: DesiredState | null;
  readonly desiredStateRaw: string | null;
  readonly environmentName: string;
  readonly error: string | null;
  readonly flinkVersion: string | null;
  readonly jobId: string | null;
  readonly jobState: JobState | null;
  readonly jobStateRaw: string | null;
  readonly lifecycleState: LifecycleState | null;
  readonly lifecycleStateRaw: string | null;
  readonly name: string;
  readonly observedAt: string;
  readonly parallelism: number | null;
  readonly stale: boolean;
  readonly updatedAt: string | null;
  readonly upgrade: Result<{
    readonly stuck: {
      readonly detail: string;
    } | null;
    readonly " $fragmentSpreads": FragmentRefs<"upgradeBanner_upgrade">;
  } | null, unknown>;
  readonly upgradeMode: UpgradeMode | null;
  readonly upgradeModeRaw: string | null;
  readonly " $fragmentType": "applicationHeader_application";
};
export type applicationHeader_application$key = {
  readonly " $data"?: applicationHeader_application$data;
  readonly " $fragmentSpreads": FragmentRefs<"applicationHeader_application">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "applicationHeader_application",
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
      "name": "desiredState",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "desiredStateRaw",
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
      "name": "jobId",
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
      "name": "upgradeMode",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "upgradeModeRaw",
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
      "name": "error",
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
        "concreteType": "Upgrade",
        "kind": "LinkedField",
        "name": "upgrade",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "UpgradeStuck",
            "kind": "LinkedField",
            "name": "stuck",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "detail",
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          {
            "args": null,
            "kind": "FragmentSpread",
            "name": "upgradeBanner_upgrade"
          }
        ],
        "storageKey": null
      },
      "to": "RESULT"
    }
  ],
  "type": "Application",
  "abstractKey": null
};

(node as any).hash = "9049aab5997ed7d812e0b7ca5635dd3c";

export default node;
