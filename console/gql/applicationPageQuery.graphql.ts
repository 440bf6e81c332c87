/**
 * @generated SignedSource<<b8d5c0a89a3e2f482dc660ca21bf493a>>
 * @relayHash a622c9c6a59749b54ef1f4fa2adf3498
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 6bf33676be01a5e9fed806a31d5922fc750da6c8dac3456221c84d49404f8514

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type applicationPageQuery$variables = {
  environment: string;
  name: string;
};
export type applicationPageQuery$data = {
  readonly application: {
    readonly " $fragmentSpreads": FragmentRefs<"applicationActions_application" | "applicationHeader_application">;
  } | null;
  readonly gateway: {
    readonly mutations: boolean;
  };
};
export type applicationPageQuery = {
  response: applicationPageQuery$data;
  variables: applicationPageQuery$variables;
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
v1 = {
  "alias": null,
  "args": null,
  "concreteType": "Gateway",
  "kind": "LinkedField",
  "name": "gateway",
  "plural": false,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "mutations",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v2 = [
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
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "since",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "applicationPageQuery",
    "selections": [
      (v1/*:: as any*/),
      {
        "alias": null,
        "args": (v2/*:: as any*/),
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
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "applicationPageQuery",
    "selections": [
      (v1/*:: as any*/),
      {
        "alias": null,
        "args": (v2/*:: as any*/),
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
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "reason",
                    "storageKey": null
                  },
                  (v3/*:: as any*/)
                ],
                "storageKey": null
              },
              (v3/*:: as any*/),
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
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "uid",
                    "storageKey": null
                  },
                  (v4/*:: as any*/)
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
          (v4/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Instance",
            "kind": "LinkedField",
            "name": "latestInstance",
            "plural": false,
            "selections": [
              (v4/*:: as any*/)
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "a622c9c6a59749b54ef1f4fa2adf3498",
    "id": "6bf33676be01a5e9fed806a31d5922fc750da6c8dac3456221c84d49404f8514",
    "metadata": {},
    "name": "applicationPageQuery",
    "operationKind": "query",
    "text": "query applicationPageQuery(\n  $environment: String!\n  $name: String!\n) {\n  gateway {\n    mutations\n  }\n  application(environment: $environment, name: $name) {\n    ...applicationHeader_application\n    ...applicationActions_application\n    id\n  }\n}\n\nfragment applicationActions_application on Application {\n  id\n  name\n  environmentName\n  desiredState\n  latestInstance {\n    id\n  }\n}\n\nfragment applicationHeader_application on Application {\n  name\n  environmentName\n  jobState\n  jobStateRaw\n  lifecycleState\n  lifecycleStateRaw\n  desiredState\n  desiredStateRaw\n  currentInstanceUid\n  jobId\n  flinkVersion\n  parallelism\n  upgradeMode\n  upgradeModeRaw\n  updatedAt\n  error\n  stale\n  observedAt\n  upgrade {\n    stuck {\n      detail\n    }\n    ...upgradeBanner_upgrade\n  }\n}\n\nfragment upgradeBanner_upgrade on Upgrade {\n  since\n  reverted\n  waitingFor\n  to {\n    uid\n    id\n  }\n  changes {\n    summary\n  }\n  stuck {\n    reason\n    detail\n    since\n  }\n}\n"
  }
};
})();

(node as any).hash = "c2f245b32130b60726bdc83804a27737";

export default node;
