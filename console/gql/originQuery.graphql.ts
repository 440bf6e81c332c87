/**
 * @generated SignedSource<<049ef40b7e66d19636089d3a073b7358>>
 * @relayHash da20c1d5d1461653f53c1eb7eb6b3357
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 99071c618af2c98e8fc41831cd5da09c08217b28ae7afd170e8f537ef20664d5

import { ConcreteRequest } from 'relay-runtime';
import { Result } from "relay-runtime";
export type ValueSource = "APPLICATION" | "BOTH" | "CMF" | "ENVIRONMENT" | "UNKNOWN";
export type originQuery$variables = {
  path: ReadonlyArray<string>;
  uid: string;
};
export type originQuery$data = {
  readonly instance: {
    readonly provenance: Result<{
      readonly origin: ValueSource;
      readonly overridden: unknown | null;
    } | null, unknown>;
  } | null;
};
export type originQuery = {
  response: originQuery$data;
  variables: originQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "path"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "uid"
},
v2 = [
  {
    "kind": "Variable",
    "name": "uid",
    "variableName": "uid"
  }
],
v3 = {
  "alias": null,
  "args": [
    {
      "kind": "Variable",
      "name": "path",
      "variableName": "path"
    }
  ],
  "concreteType": "ValueOrigin",
  "kind": "LinkedField",
  "name": "provenance",
  "plural": false,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "origin",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "overridden",
      "storageKey": null
    }
  ],
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "originQuery",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "Instance",
        "kind": "LinkedField",
        "name": "instance",
        "plural": false,
        "selections": [
          {
            "kind": "CatchField",
            "field": (v3/*:: as any*/),
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
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "originQuery",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "Instance",
        "kind": "LinkedField",
        "name": "instance",
        "plural": false,
        "selections": [
          (v3/*:: as any*/),
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
    ]
  },
  "params": {
    "cacheID": "da20c1d5d1461653f53c1eb7eb6b3357",
    "id": "99071c618af2c98e8fc41831cd5da09c08217b28ae7afd170e8f537ef20664d5",
    "metadata": {},
    "name": "originQuery",
    "operationKind": "query",
    "text": "query originQuery(\n  $uid: ID!\n  $path: [String!]!\n) {\n  instance(uid: $uid) {\n    provenance(path: $path) {\n      origin\n      overridden\n    }\n    id\n  }\n}\n"
  }
};
})();

(node as any).hash = "45a9c84c43ec28620a1783633448c27e";

export default node;
