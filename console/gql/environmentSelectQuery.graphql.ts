/**
 * @generated SignedSource<<256c057531f4dc082b7c9996983cd9d3>>
 * @relayHash 22b77155975b3f0866cb663fb42dc15a
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 7b6682dfc87e0107dc83d741c9f486ab7872e2ed258a59305a4d179372e4fe95

import { ConcreteRequest } from 'relay-runtime';
export type environmentSelectQuery$variables = Record<PropertyKey, never>;
export type environmentSelectQuery$data = {
  readonly environments: {
    readonly nodes: ReadonlyArray<{
      readonly name: string;
    }>;
  } | null;
};
export type environmentSelectQuery = {
  response: environmentSelectQuery$data;
  variables: environmentSelectQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "kind": "Literal",
    "name": "first",
    "value": 100
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "environmentSelectQuery",
    "selections": [
      {
        "alias": null,
        "args": (v0/*:: as any*/),
        "concreteType": "EnvironmentConnection",
        "kind": "LinkedField",
        "name": "environments",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Environment",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/)
            ],
            "storageKey": null
          }
        ],
        "storageKey": "environments(first:100)"
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "environmentSelectQuery",
    "selections": [
      {
        "alias": null,
        "args": (v0/*:: as any*/),
        "concreteType": "EnvironmentConnection",
        "kind": "LinkedField",
        "name": "environments",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Environment",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "id",
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "environments(first:100)"
      }
    ]
  },
  "params": {
    "cacheID": "22b77155975b3f0866cb663fb42dc15a",
    "id": "7b6682dfc87e0107dc83d741c9f486ab7872e2ed258a59305a4d179372e4fe95",
    "metadata": {},
    "name": "environmentSelectQuery",
    "operationKind": "query",
    "text": "query environmentSelectQuery {\n  environments(first: 100) {\n    nodes {\n      name\n      id\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "d68f72582ad3b9c466b546429092198f";

export default node;
