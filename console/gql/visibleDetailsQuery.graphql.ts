/**
 * @generated SignedSource<<49fe326af3b87202e2f02d06642c0ca1>>
 * @relayHash 06395434bcc634fba3905b864702858c
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID ae4a71bbad24c28511a10afee4a4bcb04f1caabb422935e780aac4c297d9dbff

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type ProblemKind = "CHECKPOINTS_FAILING" | "CHECKPOINT_TOO_OLD" | "CLUSTER_DISCONNECTED" | "COPY_STALE" | "FAILED" | "OPERATOR_ERROR" | "RESTARTING" | "SAVEPOINT_FAILED" | "UPGRADE_STUCK";
export type ProblemSeverity = "CRITICAL" | "INFO" | "WARNING";
export type StuckReason = "JOB_NOT_RUNNING" | "NOT_DEPLOYING" | "SAVEPOINT_FAILING" | "SAVEPOINT_NOT_COMPLETING" | "UNKNOWN";
export type UpgradeWait = "DEPLOYMENT" | "JOB_RUNNING" | "SAVEPOINT" | "UNKNOWN";
export type visibleDetailsQuery$variables = {
  ids: ReadonlyArray<string>;
};
export type visibleDetailsQuery$data = {
  readonly nodes: ReadonlyArray<{
    readonly id?: string;
    readonly problems?: ReadonlyArray<{
      readonly kind: ProblemKind;
      readonly severity: ProblemSeverity;
      readonly summary: string;
    }>;
    readonly row?: {
      readonly " $fragmentSpreads": FragmentRefs<"applicationRow_application">;
    } | null;
    readonly upgrade?: {
      readonly reverted: boolean;
      readonly since: string | null;
      readonly stuck: {
        readonly reason: StuckReason;
      } | null;
      readonly to: {
        readonly uid: string;
      } | null;
      readonly waitingFor: UpgradeWait;
    } | null;
  } | null>;
};
export type visibleDetailsQuery = {
  response: visibleDetailsQuery$data;
  variables: visibleDetailsQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "ids"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "ids",
    "variableName": "ids"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "waitingFor",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "reverted",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "since",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "uid",
  "storageKey": null
},
v7 = {
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
      "name": "reason",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "kind",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "severity",
  "storageKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "summary",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "visibleDetailsQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "nodes",
        "plural": true,
        "selections": [
          {
            "kind": "InlineFragment",
            "selections": [
              (v2/*:: as any*/),
              {
                "fragment": {
                  "kind": "InlineFragment",
                  "selections": [
                    {
                      "args": null,
                      "kind": "FragmentSpread",
                      "name": "applicationRow_application"
                    }
                  ],
                  "type": "Application",
                  "abstractKey": null
                },
                "kind": "AliasedInlineFragmentSpread",
                "name": "row"
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Upgrade",
                "kind": "LinkedField",
                "name": "upgrade",
                "plural": false,
                "selections": [
                  (v3/*:: as any*/),
                  (v4/*:: as any*/),
                  (v5/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Instance",
                    "kind": "LinkedField",
                    "name": "to",
                    "plural": false,
                    "selections": [
                      (v6/*:: as any*/)
                    ],
                    "storageKey": null
                  },
                  (v7/*:: as any*/)
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Problem",
                "kind": "LinkedField",
                "name": "problems",
                "plural": true,
                "selections": [
                  (v8/*:: as any*/),
                  (v9/*:: as any*/),
                  (v10/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "type": "Application",
            "abstractKey": null
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
    "name": "visibleDetailsQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "nodes",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "__typename",
            "storageKey": null
          },
          (v2/*:: as any*/),
          {
            "kind": "InlineFragment",
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
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Upgrade",
                "kind": "LinkedField",
                "name": "upgrade",
                "plural": false,
                "selections": [
                  (v3/*:: as any*/),
                  (v4/*:: as any*/),
                  (v5/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Instance",
                    "kind": "LinkedField",
                    "name": "to",
                    "plural": false,
                    "selections": [
                      (v6/*:: as any*/),
                      (v2/*:: as any*/)
                    ],
                    "storageKey": null
                  },
                  (v7/*:: as any*/)
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Problem",
                "kind": "LinkedField",
                "name": "problems",
                "plural": true,
                "selections": [
                  (v8/*:: as any*/),
                  (v9/*:: as any*/),
                  (v10/*:: as any*/),
                  (v2/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "type": "Application",
            "abstractKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "06395434bcc634fba3905b864702858c",
    "id": "ae4a71bbad24c28511a10afee4a4bcb04f1caabb422935e780aac4c297d9dbff",
    "metadata": {},
    "name": "visibleDetailsQuery",
    "operationKind": "query",
    "text": "query visibleDetailsQuery(\n  $ids: [ID!]!\n) {\n  nodes(ids: $ids) {\n    __typename\n    ... on Application {\n      id\n      ...applicationRow_application\n      upgrade {\n        waitingFor\n        reverted\n        since\n        to {\n          uid\n          id\n        }\n        stuck {\n          reason\n        }\n      }\n      problems {\n        kind\n        severity\n        summary\n        id\n      }\n    }\n    id\n  }\n}\n\nfragment applicationRow_application on Application {\n  name\n  environmentName\n  jobState\n  jobStateRaw\n  lifecycleState\n  lifecycleStateRaw\n  currentInstanceUid\n  flinkVersion\n  parallelism\n  updatedAt\n  stale\n  observedAt\n}\n"
  }
};
})();

(node as any).hash = "035bf9e39dbbe7634fa59d79403ebc0f";

export default node;
