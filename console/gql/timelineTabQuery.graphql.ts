/**
 * @generated SignedSource<<38b1f29970c7d3293fbcd91aa0d4d005>>
 * @relayHash 6bf1081ba6b39af65484183671ddb50f
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 4e7f0fc99a562a9ad5cfc513be68a41a0f1bd5776fd3fce04bf6e74144fdf474

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs, Result } from "relay-runtime";
export type InstanceRole = "CURRENT" | "NEVER_DEPLOYED" | "PENDING" | "SUPERSEDED" | "UNKNOWN";
export type JobState = "CANCELED" | "CANCELLING" | "CREATED" | "FAILED" | "FAILING" | "FINISHED" | "INITIALIZING" | "RECONCILING" | "RESTARTING" | "RUNNING" | "SUSPENDED" | "UNKNOWN";
export type timelineTabQuery$variables = {
  environment: string;
  name: string;
};
export type timelineTabQuery$data = {
  readonly application: {
    readonly createdAt: string | null;
    readonly instances: {
      readonly fallenOff: ReadonlyArray<{
        readonly createdAt: string | null;
        readonly expired: boolean;
        readonly jobState: JobState | null;
        readonly role: InstanceRole | null;
        readonly uid: string;
        readonly updatedAt: string | null;
      }>;
      readonly nodes: ReadonlyArray<{
        readonly createdAt: string | null;
        readonly expired: boolean;
        readonly jobState: JobState | null;
        readonly role: InstanceRole | null;
        readonly uid: string;
        readonly updatedAt: string | null;
      }>;
    } | null;
    readonly savepoints: Result<{
      readonly nodes: ReadonlyArray<{
        readonly createdAt: string | null;
        readonly name: string;
        readonly stateRaw: string | null;
        readonly triggeredAt: string | null;
      }>;
    } | null, unknown>;
    readonly timeline: {
      readonly " $fragmentSpreads": FragmentRefs<"timelineEntries_timeline">;
    } | null;
    readonly upgrade: Result<{
      readonly since: string | null;
    } | null, unknown>;
  } | null;
};
export type timelineTabQuery = {
  response: timelineTabQuery$data;
  variables: timelineTabQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "environment"
  },
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "name"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "environment",
    "variableName": "environment"
  },
  {
    "kind": "Variable",
    "name": "name",
    "variableName": "name"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "createdAt",
  "storageKey": null
},
v3 = {
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
      "kind": "ScalarField",
      "name": "since",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v4 = [
  {
    "kind": "Literal",
    "name": "first",
    "value": 100
  }
],
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "uid",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "role",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "updatedAt",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "jobState",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "expired",
  "storageKey": null
},
v10 = [
  (v5/*:: as any*/),
  (v6/*:: as any*/),
  (v2/*:: as any*/),
  (v7/*:: as any*/),
  (v8/*:: as any*/),
  (v9/*:: as any*/)
],
v11 = [
  {
    "kind": "Literal",
    "name": "last",
    "value": 100
  }
],
v12 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "kind",
  "storageKey": null
},
v13 = [
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
    "alias": null,
    "args": null,
    "concreteType": "PageInfo",
    "kind": "LinkedField",
    "name": "pageInfo",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "startCursor",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "hasPreviousPage",
        "storageKey": null
      }
    ],
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "concreteType": "TimelineEntry",
    "kind": "LinkedField",
    "name": "nodes",
    "plural": true,
    "selections": [
      (v12/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "at",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "instanceUid",
        "storageKey": null
      },
      (v8/*:: as any*/),
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
        "name": "message",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "exception",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "eventUid",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "count",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "InstanceCause",
        "kind": "LinkedField",
        "name": "cause",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "actor",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "reason",
            "storageKey": null
          },
          (v12/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  }
],
v14 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v15 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "triggeredAt",
  "storageKey": null
},
v16 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "stateRaw",
  "storageKey": null
},
v17 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v18 = [
  (v5/*:: as any*/),
  (v6/*:: as any*/),
  (v2/*:: as any*/),
  (v7/*:: as any*/),
  (v8/*:: as any*/),
  (v9/*:: as any*/),
  (v17/*:: as any*/)
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "timelineTabQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Application",
        "kind": "LinkedField",
        "name": "application",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "kind": "CatchField",
            "field": (v3/*:: as any*/),
            "to": "RESULT"
          },
          {
            "alias": null,
            "args": (v4/*:: as any*/),
            "concreteType": "InstanceConnection",
            "kind": "LinkedField",
            "name": "instances",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "Instance",
                "kind": "LinkedField",
                "name": "nodes",
                "plural": true,
                "selections": (v10/*:: as any*/),
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Instance",
                "kind": "LinkedField",
                "name": "fallenOff",
                "plural": true,
                "selections": (v10/*:: as any*/),
                "storageKey": null
              }
            ],
            "storageKey": "instances(first:100)"
          },
          {
            "alias": null,
            "args": (v11/*:: as any*/),
            "concreteType": "TimelineConnection",
            "kind": "LinkedField",
            "name": "timeline",
            "plural": false,
            "selections": [
              {
                "kind": "InlineDataFragmentSpread",
                "name": "timelineEntries_timeline",
                "selections": (v13/*:: as any*/),
                "args": null,
                "argumentDefinitions": []
              }
            ],
            "storageKey": "timeline(last:100)"
          },
          {
            "kind": "CatchField",
            "field": {
              "alias": null,
              "args": (v4/*:: as any*/),
              "concreteType": "SavepointConnection",
              "kind": "LinkedField",
              "name": "savepoints",
              "plural": false,
              "selections": [
                {
                  "alias": null,
                  "args": null,
                  "concreteType": "Savepoint",
                  "kind": "LinkedField",
                  "name": "nodes",
                  "plural": true,
                  "selections": [
                    (v14/*:: as any*/),
                    (v2/*:: as any*/),
                    (v15/*:: as any*/),
                    (v16/*:: as any*/)
                  ],
                  "storageKey": null
                }
              ],
              "storageKey": "savepoints(first:100)"
            },
            "to": "RESULT"
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "timelineTabQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Application",
        "kind": "LinkedField",
        "name": "application",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          {
            "alias": null,
            "args": (v4/*:: as any*/),
            "concreteType": "InstanceConnection",
            "kind": "LinkedField",
            "name": "instances",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "Instance",
                "kind": "LinkedField",
                "name": "nodes",
                "plural": true,
                "selections": (v18/*:: as any*/),
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Instance",
                "kind": "LinkedField",
                "name": "fallenOff",
                "plural": true,
                "selections": (v18/*:: as any*/),
                "storageKey": null
              }
            ],
            "storageKey": "instances(first:100)"
          },
          {
            "alias": null,
            "args": (v11/*:: as any*/),
            "concreteType": "TimelineConnection",
            "kind": "LinkedField",
            "name": "timeline",
            "plural": false,
            "selections": (v13/*:: as any*/),
            "storageKey": "timeline(last:100)"
          },
          {
            "alias": null,
            "args": (v4/*:: as any*/),
            "concreteType": "SavepointConnection",
            "kind": "LinkedField",
            "name": "savepoints",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "Savepoint",
                "kind": "LinkedField",
                "name": "nodes",
                "plural": true,
                "selections": [
                  (v14/*:: as any*/),
                  (v2/*:: as any*/),
                  (v15/*:: as any*/),
                  (v16/*:: as any*/),
                  (v17/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": "savepoints(first:100)"
          },
          (v17/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "6bf1081ba6b39af65484183671ddb50f",
    "id": "4e7f0fc99a562a9ad5cfc513be68a41a0f1bd5776fd3fce04bf6e74144fdf474",
    "metadata": {},
    "name": "timelineTabQuery",
    "operationKind": "query",
    "text": "query timelineTabQuery(\n  $environment: String!\n  $name: String!\n) {\n  application(environment: $environment, name: $name) {\n    createdAt\n    upgrade {\n      since\n    }\n    instances(first: 100) {\n      nodes {\n        uid\n        role\n        createdAt\n        updatedAt\n        jobState\n        expired\n        id\n      }\n      fallenOff {\n        uid\n        role\n        createdAt\n        updatedAt\n        jobState\n        expired\n        id\n      }\n    }\n    timeline(last: 100) {\n      ...timelineEntries_timeline\n    }\n    savepoints(first: 100) {\n      nodes {\n        name\n        createdAt\n        triggeredAt\n        stateRaw\n        id\n      }\n    }\n    id\n  }\n}\n\nfragment timelineEntries_timeline on TimelineConnection {\n  stale\n  observedAt\n  pageInfo {\n    startCursor\n    hasPreviousPage\n  }\n  nodes {\n    kind\n    at\n    instanceUid\n    jobState\n    jobStateRaw\n    message\n    exception\n    eventUid\n    count\n    cause {\n      actor\n      reason\n      kind\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "1cddf85eb437fa29276034e224ceb857";

export default node;
