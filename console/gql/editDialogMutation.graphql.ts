/**
 * @generated SignedSource<<ad958fd6b77f47e376488b5dc97b1da5>>
 * @relayHash 2fdc49ba5a15b8332f11897056e42a24
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 69c411e066735d8e02745e0941d8a36a98cbf64d4c6cf8d9c9fcd6f360dd171e

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type ApplyApplicationInput = {
  annotations?: unknown | null;
  clientMutationId?: string | null;
  environment: string;
  expectedLatestInstance?: string | null;
  force?: boolean | null;
  idempotencyKey?: string | null;
  labels?: unknown | null;
  name: string;
  reason?: string | null;
  spec: unknown;
};
export type editDialogMutation$variables = {
  input: ApplyApplicationInput;
};
export type editDialogMutation$data = {
  readonly applyApplication: {
    readonly application: {
      readonly " $fragmentSpreads": FragmentRefs<"applicationActions_application" | "applicationHeader_application">;
    } | null;
    readonly " $fragmentSpreads": FragmentRefs<"problems_payload">;
  };
};
export type editDialogMutation = {
  response: editDialogMutation$data;
  variables: editDialogMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
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
  "name": "uid",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "reason",
  "storageKey": null
},
v5 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "unchanged",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": null,
      "kind": "LinkedField",
      "name": "errors",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "__typename",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "code",
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
          "name": "path",
          "storageKey": null
        },
        {
          "kind": "InlineFragment",
          "selections": [
            {
              "alias": null,
              "args": null,
              "concreteType": "Instance",
              "kind": "LinkedField",
              "name": "latestInstance",
              "plural": false,
              "selections": [
                (v2/*:: as any*/),
                (v3/*:: as any*/),
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "createdAt",
                  "storageKey": null
                }
              ],
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
                  "name": "at",
                  "storageKey": null
                },
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "kind",
                  "storageKey": null
                },
                (v4/*:: as any*/)
              ],
              "storageKey": null
            }
          ],
          "type": "ConflictError",
          "abstractKey": null
        },
        {
          "kind": "InlineFragment",
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "owner",
              "storageKey": null
            }
          ],
          "type": "ManagedElsewhereError",
          "abstractKey": null
        },
        {
          "kind": "InlineFragment",
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "retryable",
              "storageKey": null
            }
          ],
          "type": "UpstreamError",
          "abstractKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "ApplicationPayload",
  "abstractKey": "__isApplicationPayload"
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "since",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "editDialogMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "ApplyApplicationPayload",
        "kind": "LinkedField",
        "name": "applyApplication",
        "plural": false,
        "selections": [
          {
            "kind": "InlineDataFragmentSpread",
            "name": "problems_payload",
            "selections": [
              (v5/*:: as any*/)
            ],
            "args": null,
            "argumentDefinitions": []
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
                "args": null,
                "kind": "FragmentSpread",
                "name": "applicationHeader_application"
              },
              {
                "args": null,
                "kind": "FragmentSpread",
                "name": "applicationActions_application"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "editDialogMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "ApplyApplicationPayload",
        "kind": "LinkedField",
        "name": "applyApplication",
        "plural": false,
        "selections": [
          (v5/*:: as any*/),
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
                      },
                      (v4/*:: as any*/),
                      (v6/*:: as any*/)
                    ],
                    "storageKey": null
                  },
                  (v6/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "reverted",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "waitingFor",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Instance",
                    "kind": "LinkedField",
                    "name": "to",
                    "plural": false,
                    "selections": [
                      (v3/*:: as any*/),
                      (v2/*:: as any*/)
                    ],
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "SpecChanges",
                    "kind": "LinkedField",
                    "name": "changes",
                    "plural": false,
                    "selections": [
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "summary",
                        "storageKey": null
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "storageKey": null
              },
              (v2/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "Instance",
                "kind": "LinkedField",
                "name": "latestInstance",
                "plural": false,
                "selections": [
                  (v2/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "2fdc49ba5a15b8332f11897056e42a24",
    "id": "69c411e066735d8e02745e0941d8a36a98cbf64d4c6cf8d9c9fcd6f360dd171e",
    "metadata": {},
    "name": "editDialogMutation",
    "operationKind": "mutation",
    "text": "mutation editDialogMutation(\n  $input: ApplyApplicationInput!\n) {\n  applyApplication(input: $input) {\n    ...problems_payload\n    application {\n      ...applicationHeader_application\n      ...applicationActions_application\n      id\n    }\n  }\n}\n\nfragment applicationActions_application on Application {\n  id\n  name\n  environmentName\n  desiredState\n  latestInstance {\n    id\n  }\n}\n\nfragment applicationHeader_application on Application {\n  name\n  environmentName\n  jobState\n  jobStateRaw\n  lifecycleState\n  lifecycleStateRaw\n  desiredState\n  desiredStateRaw\n  currentInstanceUid\n  jobId\n  flinkVersion\n  parallelism\n  upgradeMode\n  upgradeModeRaw\n  updatedAt\n  error\n  stale\n  observedAt\n  upgrade {\n    stuck {\n      detail\n    }\n    ...upgradeBanner_upgrade\n  }\n}\n\nfragment problems_payload on ApplicationPayload {\n  __isApplicationPayload: __typename\n  unchanged\n  errors {\n    __typename\n    code\n    message\n    path\n    ... on ConflictError {\n      latestInstance {\n        id\n        uid\n        createdAt\n      }\n      cause {\n        actor\n        at\n        kind\n        reason\n      }\n    }\n    ... on ManagedElsewhereError {\n      owner\n    }\n    ... on UpstreamError {\n      retryable\n    }\n  }\n}\n\nfragment upgradeBanner_upgrade on Upgrade {\n  since\n  reverted\n  waitingFor\n  to {\n    uid\n    id\n  }\n  changes {\n    summary\n  }\n  stuck {\n    reason\n    detail\n    since\n  }\n}\n"
  }
};
})();

(node as any).hash = "e2c7c9ae05d5ca4d68cbafaaf933bcf0";

export default node;
