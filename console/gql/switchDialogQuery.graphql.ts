/**
 * @generated SignedSource<<60a2fff27aa46f0503db508919168611>>
 * @relayHash 90cb06cac4119dac9ddfc2541c00edd5
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 3e19025ce69b10f2ebd5323568f3b0c958a97c901197c0aadf455fab1417e1dc

import { ConcreteRequest } from 'relay-runtime';
export type switchDialogQuery$variables = {
  environment: string;
  name: string;
};
export type switchDialogQuery$data = {
  readonly application: {
    readonly spec: unknown | null;
  } | null;
};
export type switchDialogQuery = {
  response: switchDialogQuery$data;
  variables: switchDialogQuery$variables;
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
  "name": "spec",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "switchDialogQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Application",
        "kind": "LinkedField",
        "name": "application",
        "plural": false,
        "selections": [
          (v2/*:: as any*/)
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
    "name": "switchDialogQuery",
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
    "cacheID": "90cb06cac4119dac9ddfc2541c00edd5",
    "id": "3e19025ce69b10f2ebd5323568f3b0c958a97c901197c0aadf455fab1417e1dc",
    "metadata": {},
    "name": "switchDialogQuery",
    "operationKind": "query",
    "text": "query switchDialogQuery(\n  $environment: String!\n  $name: String!\n) {\n  application(environment: $environment, name: $name) {\n    spec\n    id\n  }\n}\n"
  }
};
})();

(node as any).hash = "0877ce5cbbf6195c4cc68b21721e97d2";

export default node;
