/**
 * @generated SignedSource<<c0d9958bf898f4b9816368b92da75ec3>>
 * @relayHash 5719cb6b143ef5a8b103e6b2874b3291
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID ffb3a7ed1301dcbf03fc90e71443ef33cf58428aae97bf0174fc7c7abc8ce7bb

import { ConcreteRequest } from 'relay-runtime';
export type instanceByUidPageQuery$variables = {
  uid: string;
};
export type instanceByUidPageQuery$data = {
  readonly instance: {
    readonly application: {
      readonly environmentName: string;
      readonly name: string;
    };
  } | null;
};
export type instanceByUidPageQuery = {
  response: instanceByUidPageQuery$data;
  variables: instanceByUidPageQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "uid"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "uid",
    "variableName": "uid"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "environmentName",
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
    "name": "instanceByUidPageQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Instance",
        "kind": "LinkedField",
        "name": "instance",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Application",
            "kind": "LinkedField",
            "name": "application",
            "plural": false,
            "selections": [
              (v2/*:: as any*/),
              (v3/*:: as any*/)
            ],
            "storageKey": null
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
    "name": "instanceByUidPageQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Instance",
        "kind": "LinkedField",
        "name": "instance",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Application",
            "kind": "LinkedField",
            "name": "application",
            "plural": false,
            "selections": [
              (v2/*:: as any*/),
              (v3/*:: as any*/),
              (v4/*:: as any*/)
            ],
            "storageKey": null
          },
          (v4/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "5719cb6b143ef5a8b103e6b2874b3291",
    "id": "ffb3a7ed1301dcbf03fc90e71443ef33cf58428aae97bf0174fc7c7abc8ce7bb",
    "metadata": {},
    "name": "instanceByUidPageQuery",
    "operationKind": "query",
    "text": "query instanceByUidPageQuery(\n  $uid: ID!\n) {\n  instance(uid: $uid) {\n    application {\n      name\n      environmentName\n      id\n    }\n    id\n  }\n}\n"
  }
};
})();

(node as any).hash = "353b632ff89b1b9f1a47355636d3088d";

export default node;
