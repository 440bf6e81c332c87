/**
 * @generated SignedSource<<ca4b02eef7c28d6d9228a04f1b437fdc>>
 * @relayHash b30ebd9a39b7ca7c0a5ea047e8f9663c
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID e71a6451d61915d2c5955e975ef6bd3f08c2ec10c550ce990b8d51930faaee9b

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type fleetProblemsDetailsQuery$variables = Record<PropertyKey, never>;
export type fleetProblemsDetailsQuery$data = {
  readonly problems: {
    readonly nodes: ReadonlyArray<{
      readonly " $fragmentSpreads": FragmentRefs<"problemParts_problem">;
    }>;
    readonly undetailed: number;
  } | null;
};
export type fleetProblemsDetailsQuery = {
  response: fleetProblemsDetailsQuery$data;
  variables: fleetProblemsDetailsQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "kind": "Literal",
    "name": "details",
    "value": true
  },
  {
    "kind": "Literal",
    "name": "first",
    "value": 50
  }
],
v1 = [
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
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "undetailed",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "fleetProblemsDetailsQuery",
    "selections": [
      {
        "alias": null,
        "args": (v0/*:: as any*/),
        "concreteType": "ProblemConnection",
        "kind": "LinkedField",
        "name": "problems",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Problem",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              {
                "kind": "InlineDataFragmentSpread",
                "name": "problemParts_problem",
                "selections": (v1/*:: as any*/),
                "args": null,
                "argumentDefinitions": []
              }
            ],
            "storageKey": null
          },
          (v2/*:: as any*/)
        ],
        "storageKey": "problems(details:true,first:50)"
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "fleetProblemsDetailsQuery",
    "selections": [
      {
        "alias": null,
        "args": (v0/*:: as any*/),
        "concreteType": "ProblemConnection",
        "kind": "LinkedField",
        "name": "problems",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Problem",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": (v1/*:: as any*/),
            "storageKey": null
          },
          (v2/*:: as any*/)
        ],
        "storageKey": "problems(details:true,first:50)"
      }
    ]
  },
  "params": {
    "cacheID": "b30ebd9a39b7ca7c0a5ea047e8f9663c",
    "id": "e71a6451d61915d2c5955e975ef6bd3f08c2ec10c550ce990b8d51930faaee9b",
    "metadata": {},
    "name": "fleetProblemsDetailsQuery",
    "operationKind": "query",
    "text": "query fleetProblemsDetailsQuery {\n  problems(first: 50, details: true) {\n    nodes {\n      ...problemParts_problem\n      id\n    }\n    undetailed\n  }\n}\n\nfragment problemParts_problem on Problem {\n  id\n  kind\n  severity\n  summary\n  since\n  environmentName\n  applicationName\n}\n"
  }
};
})();

(node as any).hash = "6bc38b584a5fddc45449c0bb8b92399c";

export default node;
