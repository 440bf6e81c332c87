/**
 * @generated SignedSource<<69422a0feca5e538bd8dfedf17063ac4>>
 * @relayHash 208926576653b583c62f3091b918ccf3
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID e2119c097067d75e15665664ff8103433c84fba2a3921b8c9f6dae7c3cce220c

import { ConcreteRequest } from 'relay-runtime';
export type DesiredState = "RUNNING" | "SUSPENDED" | "UNKNOWN";
export type JobState = "CANCELED" | "CANCELLING" | "CREATED" | "FAILED" | "FAILING" | "FINISHED" | "INITIALIZING" | "RECONCILING" | "RESTARTING" | "RUNNING" | "SUSPENDED" | "UNKNOWN";
export type OrderDirection = "ASC" | "DESC";
export type OrderField = "CREATED" | "NAME" | "UPDATED";
export type ApplicationFilter = {
  desiredState?: DesiredState | null;
  environment?: string | null;
  jobId?: string | null;
  jobStates?: ReadonlyArray<JobState> | null;
  labels?: ReadonlyArray<LabelFilter> | null;
  name?: string | null;
};
export type LabelFilter = {
  key: string;
  values?: ReadonlyArray<string> | null;
};
export type ApplicationOrder = {
  direction?: OrderDirection | null;
  field: OrderField;
};
export type listChangesQuery$variables = {
  count: number;
  filter?: ApplicationFilter | null;
  orderBy?: ApplicationOrder | null;
};
export type listChangesQuery$data = {
  readonly applications: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly id: string;
      };
    }>;
    readonly totalCount: number | null;
  } | null;
};
export type listChangesQuery = {
  response: listChangesQuery$data;
  variables: listChangesQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "count"
  },
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "filter"
  },
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "orderBy"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "filter",
        "variableName": "filter"
      },
      {
        "kind": "Variable",
        "name": "first",
        "variableName": "count"
      },
      {
        "kind": "Variable",
        "name": "orderBy",
        "variableName": "orderBy"
      }
    ],
    "concreteType": "ApplicationConnection",
    "kind": "LinkedField",
    "name": "applications",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "totalCount",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "ApplicationEdge",
        "kind": "LinkedField",
        "name": "edges",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Application",
            "kind": "LinkedField",
            "name": "node",
            "plural": false,
            "selections": [
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
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "listChangesQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "listChangesQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "208926576653b583c62f3091b918ccf3",
    "id": "e2119c097067d75e15665664ff8103433c84fba2a3921b8c9f6dae7c3cce220c",
    "metadata": {},
    "name": "listChangesQuery",
    "operationKind": "query",
    "text": "query listChangesQuery(\n  $count: Int!\n  $filter: ApplicationFilter\n  $orderBy: ApplicationOrder\n) {\n  applications(first: $count, filter: $filter, orderBy: $orderBy) {\n    totalCount\n    edges {\n      node {\n        id\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "8d51a468211360b5e7ca18023a692249";

export default node;
