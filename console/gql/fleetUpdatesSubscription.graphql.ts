/**
 * @generated SignedSource<<fc33baceb64ec882937335eb76c550ec>>
 * @relayHash 67c47bd48927a4c92e3a7a467990b0bf
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 84ae79f73f15b35b8b78fbc5a01a4a78fe3408a696560b5f7515e9fb75de65d2

import { ConcreteRequest } from 'relay-runtime';
export type JobState = "CANCELED" | "CANCELLING" | "CREATED" | "FAILED" | "FAILING" | "FINISHED" | "INITIALIZING" | "RECONCILING" | "RESTARTING" | "RUNNING" | "SUSPENDED" | "UNKNOWN";
export type JobStateGapReason = "EPOCH_CHANGED" | "EXPIRED" | "OUTAGE" | "SNAPSHOT_RESTARTED";
export type LifecycleState = "CREATED" | "DELETED" | "DELETING" | "DEPLOYED" | "FAILED" | "ROLLED_BACK" | "ROLLING_BACK" | "STABLE" | "SUSPENDED" | "UNKNOWN" | "UPGRADING";
export type fleetUpdatesSubscription$variables = {
  after?: string | null;
};
export type fleetUpdatesSubscription$data = {
  readonly jobStateChanged: {
    readonly __typename: "JobStateChange";
    readonly application: {
      readonly currentInstanceUid: string | null;
      readonly id: string;
      readonly jobId: string | null;
      readonly jobState: JobState | null;
      readonly jobStateRaw: string | null;
      readonly lifecycleState: LifecycleState | null;
      readonly observedAt: string;
      readonly stale: boolean;
      readonly updatedAt: string | null;
    } | null;
    readonly applicationName: string;
    readonly cursor: string;
    readonly environmentName: string;
    readonly from: JobState | null;
    readonly initial: boolean;
  } | {
    readonly __typename: "JobStateCheckpoint";
    readonly cursor: string;
  } | {
    readonly __typename: "JobStateGap";
    readonly cursor: string;
    readonly reason: JobStateGapReason;
  } | {
    // This will never be '%other', but we need some
    // value in case none of the concrete values match.
    readonly __typename: "%other";
  };
};
export type fleetUpdatesSubscription = {
  response: fleetUpdatesSubscription$data;
  variables: fleetUpdatesSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "after"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "cursor",
  "storageKey": null
},
v2 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "after",
        "variableName": "after"
      }
    ],
    "concreteType": null,
    "kind": "LinkedField",
    "name": "jobStateChanged",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "__typename",
        "storageKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          (v1/*:: as any*/),
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
            "name": "applicationName",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "initial",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "from",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "Application",
            "kind": "LinkedField",
            "name": "application",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "id",
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
                "name": "jobId",
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
                "name": "currentInstanceUid",
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
                "name": "observedAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "stale",
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "type": "JobStateChange",
        "abstractKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          (v1/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "reason",
            "storageKey": null
          }
        ],
        "type": "JobStateGap",
        "abstractKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          (v1/*:: as any*/)
        ],
        "type": "JobStateCheckpoint",
        "abstractKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "fleetUpdatesSubscription",
    "selections": (v2/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "fleetUpdatesSubscription",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "67c47bd48927a4c92e3a7a467990b0bf",
    "id": "84ae79f73f15b35b8b78fbc5a01a4a78fe3408a696560b5f7515e9fb75de65d2",
    "metadata": {},
    "name": "fleetUpdatesSubscription",
    "operationKind": "subscription",
    "text": "subscription fleetUpdatesSubscription(\n  $after: String\n) {\n  jobStateChanged(after: $after) {\n    __typename\n    ... on JobStateChange {\n      cursor\n      environmentName\n      applicationName\n      initial\n      from\n      application {\n        id\n        jobState\n        jobStateRaw\n        jobId\n        lifecycleState\n        currentInstanceUid\n        updatedAt\n        observedAt\n        stale\n      }\n    }\n    ... on JobStateGap {\n      cursor\n      reason\n    }\n    ... on JobStateCheckpoint {\n      cursor\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "9bc2794a25f8b6f26c33851b70c81aa7";

export default node;
