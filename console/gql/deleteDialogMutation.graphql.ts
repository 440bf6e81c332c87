/**
 * @generated SignedSource<<0cafc82b70602e089bff284eb6603886>>
 * @relayHash cfcb2a407a048840b891d9d9e4c28acb
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 54d6f38b927fd6c2424b899345facfcbff85bb23616f23ff7693f54e9414de9b

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type DeleteApplicationInput = {
  application: string;
  clientMutationId?: string | null;
  expectedLatestInstance?: string | null;
  force?: boolean | null;
  idempotencyKey?: string | null;
  reason?: string | null;
};
export type deleteDialogMutation$variables = {
  input: DeleteApplicationInput;
};
export type deleteDialogMutation$data = {
  readonly deleteApplication: {
    readonly " $fragmentSpreads": FragmentRefs<"problems_payload">;
  };
};
export type deleteDialogMutation = {
  response: deleteDialogMutation$data;
  variables: deleteDialogMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v2 = [
  {
    "kind": "InlineFragment",
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "unchanged",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": null,
        "kind": "LinkedField",
        "name": "errors",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "__typename",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "code",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "message",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "path",
            "storageKey": null
          },
          {
            "kind": "InlineFragment",
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "Instance",
                "kind": "LinkedField",
                "name": "latestInstance",
                "plural": false,
                "selections": [
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
                    "name": "uid",
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
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "InstanceCause",
                "kind": "LinkedField",
                "name": "cause",
                "plural": false,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "actor",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "at",
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
                    "name": "reason",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "type": "ConflictError",
            "abstractKey": null
          },
          {
            "kind": "InlineFragment",
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "owner",
                "storageKey": null
              }
            ],
            "type": "ManagedElsewhereError",
            "abstractKey": null
          },
          {
            "kind": "InlineFragment",
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "retryable",
                "storageKey": null
              }
            ],
            "type": "UpstreamError",
            "abstractKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "type": "ApplicationPayload",
    "abstractKey": "__isApplicationPayload"
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "deleteDialogMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "DeleteApplicationPayload",
        "kind": "LinkedField",
        "name": "deleteApplication",
        "plural": false,
        "selections": [
          {
            "kind": "InlineDataFragmentSpread",
            "name": "problems_payload",
            "selections": (v2/*:: as any*/),
            "args": null,
            "argumentDefinitions": []
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "deleteDialogMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "DeleteApplicationPayload",
        "kind": "LinkedField",
        "name": "deleteApplication",
        "plural": false,
        "selections": (v2/*:: as any*/),
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "cfcb2a407a048840b891d9d9e4c28acb",
    "id": "54d6f38b927fd6c2424b899345facfcbff85bb23616f23ff7693f54e9414de9b",
    "metadata": {},
    "name": "deleteDialogMutation",
    "operationKind": "mutation",
    "text": "mutation deleteDialogMutation(\n  $input: DeleteApplicationInput!\n) {\n  deleteApplication(input: $input) {\n    ...problems_payload\n  }\n}\n\nfragment problems_payload on ApplicationPayload {\n  __isApplicationPayload: __typename\n  unchanged\n  errors {\n    __typename\n    code\n    message\n    path\n    ... on ConflictError {\n      latestInstance {\n        id\n        uid\n        createdAt\n      }\n      cause {\n        actor\n        at\n        kind\n        reason\n      }\n    }\n    ... on ManagedElsewhereError {\n      owner\n    }\n    ... on UpstreamError {\n      retryable\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "1f97d3155de5180772b28900c64370b1";

export default node;
