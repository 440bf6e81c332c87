/**
 * @generated SignedSource<<eb1fd5c4b0fd0118b0d1fb1c002372f8>>
 * @relayHash 407700508c2228adce15f015ba13fafc
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 78a694a59d437a8efea36470e7518f0d8ca032cfe7ff69127058da976026d3b0

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs, Result } from "relay-runtime";
export type instanceDiffQuery$variables = {
  from: string;
  to: string;
};
export type instanceDiffQuery$data = {
  readonly from: {
    readonly effectiveSpec?: unknown | null;
    readonly uid?: string;
  } | null;
  readonly to: {
    readonly changes?: Result<{
      readonly " $fragmentSpreads": FragmentRefs<"changesFragment_changes">;
    } | null, unknown>;
    readonly effectiveSpec?: unknown | null;
    readonly uid?: string;
  } | null;
};
export type instanceDiffQuery = {
  response: instanceDiffQuery$data;
  variables: instanceDiffQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "from"
  },
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "to"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "from"
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
  "kind": "ScalarField",
  "name": "effectiveSpec",
  "storageKey": null
},
v4 = {
  "kind": "InlineFragment",
  "selections": [
    (v2/*:: as any*/),
    (v3/*:: as any*/)
  ],
  "type": "Instance",
  "abstractKey": null
},
v5 = [
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "to"
  }
],
v6 = [
  {
    "kind": "Variable",
    "name": "against",
    "variableName": "from"
  }
],
v7 = [
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
    "concreteType": "SpecChange",
    "kind": "LinkedField",
    "name": "changes",
    "plural": true,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "path",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "segments",
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
        "name": "section",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "before",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "after",
        "storageKey": null
      }
    ],
    "storageKey": null
  }
],
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "__typename",
  "storageKey": null
},
v9 = {
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
    "name": "instanceDiffQuery",
    "selections": [
      {
        "alias": "from",
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          (v4/*:: as any*/)
        ],
        "storageKey": null
      },
      {
        "alias": "to",
        "args": (v5/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          {
            "kind": "InlineFragment",
            "selections": [
              (v2/*:: as any*/),
              (v3/*:: as any*/),
              {
                "kind": "CatchField",
                "field": {
                  "alias": null,
                  "args": (v6/*:: as any*/),
                  "concreteType": "SpecChanges",
                  "kind": "LinkedField",
                  "name": "changes",
                  "plural": false,
                  "selections": [
                    {
                      "kind": "InlineDataFragmentSpread",
                      "name": "changesFragment_changes",
                      "selections": (v7/*:: as any*/),
                      "args": null,
                      "argumentDefinitions": []
                    }
                  ],
                  "storageKey": null
                },
                "to": "RESULT"
              }
            ],
            "type": "Instance",
            "abstractKey": null
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
    "name": "instanceDiffQuery",
    "selections": [
      {
        "alias": "from",
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          (v8/*:: as any*/),
          (v4/*:: as any*/),
          (v9/*:: as any*/)
        ],
        "storageKey": null
      },
      {
        "alias": "to",
        "args": (v5/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          (v8/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              (v2/*:: as any*/),
              (v3/*:: as any*/),
              {
                "alias": null,
                "args": (v6/*:: as any*/),
                "concreteType": "SpecChanges",
                "kind": "LinkedField",
                "name": "changes",
                "plural": false,
                "selections": (v7/*:: as any*/),
                "storageKey": null
              }
            ],
            "type": "Instance",
            "abstractKey": null
          },
          (v9/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "407700508c2228adce15f015ba13fafc",
    "id": "78a694a59d437a8efea36470e7518f0d8ca032cfe7ff69127058da976026d3b0",
    "metadata": {},
    "name": "instanceDiffQuery",
    "operationKind": "query",
    "text": "query instanceDiffQuery(\n  $from: ID!\n  $to: ID!\n) {\n  from: node(id: $from) {\n    __typename\n    ... on Instance {\n      uid\n      effectiveSpec\n    }\n    id\n  }\n  to: node(id: $to) {\n    __typename\n    ... on Instance {\n      uid\n      effectiveSpec\n      changes(against: $from) {\n        ...changesFragment_changes\n      }\n    }\n    id\n  }\n}\n\nfragment changesFragment_changes on SpecChanges {\n  summary\n  changes {\n    path\n    segments\n    kind\n    section\n    before\n    after\n  }\n}\n"
  }
};
})();

(node as any).hash = "224eb2d834cdad9dbe0c06440a141400";

export default node;
