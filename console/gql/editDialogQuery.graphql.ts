/**
 * @generated SignedSource<<2607830f63468bcc344f0dbc63e207ee>>
 * @relayHash 370c8d77d1928691ed31f709b4221e0e
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 998380b311fd88d6100010d34129244fc922d2b5377eee10dd2d8c2e6b93b2ef

import { ConcreteRequest } from 'relay-runtime';
export type editDialogQuery$variables = {
  environment: string;
  name: string;
};
export type editDialogQuery$data = {
  readonly application: {
    readonly spec: unknown | null;
  } | null;
};
export type editDialogQuery = {
  response: editDialogQuery$data;
  variables: editDialogQuery$variables;
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
    "name": "editDialogQuery",
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
    "name": "editDialogQuery",
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
    "cacheID": "370c8d77d1928691ed31f709b4221e0e",
    "id": "998380b311fd88d6100010d34129244fc922d2b5377eee10dd2d8c2e6b93b2ef",
    "metadata": {},
    "name": "editDialogQuery",
    "operationKind": "query",
    "text": "query editDialogQuery(\n  $environment: String!\n  $name: String!\n) {\n  application(environment: $environment, name: $name) {\n    spec\n    id\n  }\n}\n"
  }
};
})();

(node as any).hash = "6650996bbd4edbcac8ff4588d7de461c";

export default node;
