/**
 * @generated SignedSource<<5e306bbcc354542a1998b598d568f2b7>>
 * @relayHash 8781cd1a9018f73dbac2d89e35bc9a46
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID e1ca4ec5d0ed162a6b13421045751a9ce4da88272c823198577e6854dd3b0ef6

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type applicationProblemsQuery$variables = {
  environment: string;
  name: string;
};
export type applicationProblemsQuery$data = {
  readonly application: {
    readonly problems: ReadonlyArray<{
      readonly " $fragmentSpreads": FragmentRefs<"problemParts_problem">;
    }>;
  } | null;
};
export type applicationProblemsQuery = {
  response: applicationProblemsQuery$data;
  variables: applicationProblemsQuery$variables;
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
v2 = [
  {
    "kind": "Literal",
    "name": "details",
    "value": true
  },
  {
    "kind": "Literal",
    "name": "kinds",
    "value": [
      "FAILED",
      "RESTARTING",
      "CHECKPOINTS_FAILING",
      "CHECKPOINT_TOO_OLD",
      "SAVEPOINT_FAILED",
      "CLUSTER_DISCONNECTED"
    ]
  }
],
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v4 = [
  (v3/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "kind",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "severity",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "summary",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "since",
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
    "name": "applicationName",
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "applicationProblemsQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Application",
        "kind": "LinkedField",
        "name": "application",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": (v2/*:: as any*/),
            "concreteType": "Problem",
            "kind": "LinkedField",
            "name": "problems",
            "plural": true,
            "selections": [
              {
                "kind": "InlineDataFragmentSpread",
                "name": "problemParts_problem",
                "selections": (v4/*:: as any*/),
                "args": null,
                "argumentDefinitions": []
              }
            ],
            "storageKey": "problems(details:true,kinds:[\"FAILED\",\"RESTARTING\",\"CHECKPOINTS_FAILING\",\"CHECKPOINT_TOO_OLD\",\"SAVEPOINT_FAILED\",\"CLUSTER_DISCONNECTED\"])"
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
    "name": "applicationProblemsQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Application",
        "kind": "LinkedField",
        "name": "application",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": (v2/*:: as any*/),
            "concreteType": "Problem",
            "kind": "LinkedField",
            "name": "problems",
            "plural": true,
            "selections": (v4/*:: as any*/),
            "storageKey": "problems(details:true,kinds:[\"FAILED\",\"RESTARTING\",\"CHECKPOINTS_FAILING\",\"CHECKPOINT_TOO_OLD\",\"SAVEPOINT_FAILED\",\"CLUSTER_DISCONNECTED\"])"
          },
          (v3/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "8781cd1a9018f73dbac2d89e35bc9a46",
    "id": "e1ca4ec5d0ed162a6b13421045751a9ce4da88272c823198577e6854dd3b0ef6",
    "metadata": {},
    "name": "applicationProblemsQuery",
    "operationKind": "query",
    "text": "query applicationProblemsQuery(\n  $environment: String!\n  $name: String!\n) {\n  application(environment: $environment, name: $name) {\n    problems(details: true, kinds: [FAILED, RESTARTING, CHECKPOINTS_FAILING, CHECKPOINT_TOO_OLD, SAVEPOINT_FAILED, CLUSTER_DISCONNECTED]) {\n      ...problemParts_problem\n      id\n    }\n    id\n  }\n}\n\nfragment problemParts_problem on Problem {\n  id\n  kind\n  severity\n  summary\n  since\n  environmentName\n  applicationName\n}\n"
  }
};
})();

(node as any).hash = "d3d21be4fffcb3d4fa734a922cdc27ab";

export default node;
