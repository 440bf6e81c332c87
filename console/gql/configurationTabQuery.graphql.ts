/**
 * @generated SignedSource<<3f2ebd4b2fa851e68f60515a7d9073b1>>
 * @relayHash 5143912f3a7cb5fdbda1121517ba78cd
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 1ccc7ca846103bd33863b95bac5db40d08dffcfc5ff514cfe4a38b7616987946

import { ConcreteRequest } from 'relay-runtime';
import { Result } from "relay-runtime";
export type ValueSource = "APPLICATION" | "BOTH" | "CMF" | "ENVIRONMENT" | "UNKNOWN";
export type configurationTabQuery$variables = {
  environment: string;
  name: string;
};
export type configurationTabQuery$data = {
  readonly application: {
    readonly currentInstance: Result<{
      readonly flinkConfiguration: ReadonlyArray<{
        readonly key: string;
        readonly origin: ValueSource;
        readonly overridden: string | null;
        readonly value: string;
      }> | null;
      readonly uid: string;
    } | null, unknown>;
  } | null;
};
export type configurationTabQuery = {
  response: configurationTabQuery$data;
  variables: configurationTabQuery$variables;
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
  "name": "uid",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "concreteType": "ConfigurationEntry",
  "kind": "LinkedField",
  "name": "flinkConfiguration",
  "plural": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "key",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "value",
      "storageKey": null
    },
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
    "name": "configurationTabQuery",
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
            "kind": "CatchField",
            "field": {
              "alias": null,
              "args": null,
              "concreteType": "Instance",
              "kind": "LinkedField",
              "name": "currentInstance",
              "plural": false,
              "selections": [
                (v2/*:: as any*/),
                (v3/*:: as any*/)
              ],
              "storageKey": null
            },
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
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "configurationTabQuery",
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
            "args": null,
            "concreteType": "Instance",
            "kind": "LinkedField",
            "name": "currentInstance",
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
    "cacheID": "5143912f3a7cb5fdbda1121517ba78cd",
    "id": "1ccc7ca846103bd33863b95bac5db40d08dffcfc5ff514cfe4a38b7616987946",
    "metadata": {},
    "name": "configurationTabQuery",
    "operationKind": "query",
    "text": "query configurationTabQuery(\n  $environment: String!\n  $name: String!\n) {\n  application(environment: $environment, name: $name) {\n    currentInstance {\n      uid\n      flinkConfiguration {\n        key\n        value\n        origin\n        overridden\n      }\n      id\n    }\n    id\n  }\n}\n"
  }
};
})();

(node as any).hash = "ba1081157c252b9d394916a71cd4358b";

export default node;
