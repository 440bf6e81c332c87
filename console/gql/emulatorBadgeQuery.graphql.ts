/**
 * @generated SignedSource<<c31cc8236bb849704142a81e4fbe8197>>
 * @relayHash b70c82e1076c0e54c6120dd1e37c8e7e
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID ea31bbe844493d83fb14df9ce01a822823df07ea6cad44a46ed7fa3a5737c611

import { ConcreteRequest } from 'relay-runtime';
import { Result } from "relay-runtime";
export type emulatorBadgeQuery$variables = Record<PropertyKey, never>;
export type emulatorBadgeQuery$data = {
  readonly gateway: Result<{
    readonly emulator: boolean;
  }, unknown>;
};
export type emulatorBadgeQuery = {
  response: emulatorBadgeQuery$data;
  variables: emulatorBadgeQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
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
      "name": "emulator",
      "storageKey": null
    }
  ],
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "emulatorBadgeQuery",
    "selections": [
      {
        "kind": "CatchField",
        "field": (v0/*:: as any*/),
        "to": "RESULT"
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "emulatorBadgeQuery",
    "selections": [
      (v0/*:: as any*/)
    ]
  },
  "params": {
    "cacheID": "b70c82e1076c0e54c6120dd1e37c8e7e",
    "id": "ea31bbe844493d83fb14df9ce01a822823df07ea6cad44a46ed7fa3a5737c611",
    "metadata": {},
    "name": "emulatorBadgeQuery",
    "operationKind": "query",
    "text": "query emulatorBadgeQuery {\n  gateway {\n    emulator\n  }\n}\n"
  }
};
})();

(node as any).hash = "d47e5d3a8754bfc9710bd3b2d7e4092d";

export default node;
