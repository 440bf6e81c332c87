/**
 * @generated SignedSource<<d9b67750c3a6cda91cc63b99557a3e99>>
 * @relayHash a525e00eb16891e77a6e796efd99322e
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 3b8a5a0ec75681798c930f34635f166df0cd04e1d3d895c94030f71ed4824ed1

import { ConcreteRequest } from 'relay-runtime';
export type InstanceRole = "CURRENT" | "NEVER_DEPLOYED" | "PENDING" | "SUPERSEDED" | "UNKNOWN";
export type useInstancesQuery$variables = {
  environment: string;
  name: string;
};
export type useInstancesQuery$data = {
  readonly application: {
    readonly instances: {
      readonly fallenOff: ReadonlyArray<{
        readonly createdAt: string | null;
        readonly id: string;
        readonly role: InstanceRole | null;
        readonly uid: string;
      }>;
      readonly nodes: ReadonlyArray<{
        readonly createdAt: string | null;
        readonly id: string;
        readonly role: InstanceRole | null;
        readonly uid: string;
      }>;
    } | null;
  } | null;
};
export type useInstancesQuery = {
  response: useInstancesQuery$data;
  variables: useInstancesQuery$variables;
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
  "name": "id",
  "storageKey": null
},
v3 = [
  (v2/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "uid",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "role",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "createdAt",
    "storageKey": null
  }
],
v4 = {
  "alias": null,
  "args": [
    {
      "kind": "Literal",
      "name": "first",
      "value": 100
    }
  ],
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
      "selections": (v3/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Instance",
      "kind": "LinkedField",
      "name": "fallenOff",
      "plural": true,
      "selections": (v3/*:: as any*/),
      "storageKey": null
    }
  ],
  "storageKey": "instances(first:100)"
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "useInstancesQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Application",
        "kind": "LinkedField",
        "name": "application",
        "plural": false,
        "selections": [
          (v4/*:: as any*/)
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
    "name": "useInstancesQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Application",
        "kind": "LinkedField",
        "name": "application",
        "plural": false,
        "selections": [
          (v4/*:: as any*/),
          (v2/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "a525e00eb16891e77a6e796efd99322e",
    "id": "3b8a5a0ec75681798c930f34635f166df0cd04e1d3d895c94030f71ed4824ed1",
    "metadata": {},
    "name": "useInstancesQuery",
    "operationKind": "query",
    "text": "query useInstancesQuery(\n  $environment: String!\n  $name: String!\n) {\n  application(environment: $environment, name: $name) {\n    instances(first: 100) {\n      nodes {\n        id\n        uid\n        role\n        createdAt\n      }\n      fallenOff {\n        id\n        uid\n        role\n        createdAt\n      }\n    }\n    id\n  }\n}\n"
  }
};
})();

(node as any).hash = "bf02c01f8336a5e83c5baaeec1db2a69";

export default node;
