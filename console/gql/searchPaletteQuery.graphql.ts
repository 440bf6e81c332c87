/**
 * @generated SignedSource<<ca019a5c1bb3eb62e25ce675e72a7032>>
 * @relayHash c8db036454ce6dccc7b12c98762ca031
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID cf8248fa310e8d31aa2cbe4b0571ef066ed7043b085e8ab250c86c3e0bc74f52

import { ConcreteRequest } from 'relay-runtime';
export type InstanceRole = "CURRENT" | "NEVER_DEPLOYED" | "PENDING" | "SUPERSEDED" | "UNKNOWN";
export type JobState = "CANCELED" | "CANCELLING" | "CREATED" | "FAILED" | "FAILING" | "FINISHED" | "INITIALIZING" | "RECONCILING" | "RESTARTING" | "RUNNING" | "SUSPENDED" | "UNKNOWN";
export type ProblemKind = "CHECKPOINTS_FAILING" | "CHECKPOINT_TOO_OLD" | "CLUSTER_DISCONNECTED" | "COPY_STALE" | "FAILED" | "OPERATOR_ERROR" | "RESTARTING" | "SAVEPOINT_FAILED" | "UPGRADE_STUCK";
export type searchPaletteQuery$variables = {
  isJobId: boolean;
  isName: boolean;
  isUid: boolean;
  jobId: string;
  name: string;
  uid: string;
};
export type searchPaletteQuery$data = {
  readonly applications?: {
    readonly nodes: ReadonlyArray<{
      readonly environmentName: string;
      readonly id: string;
      readonly jobState: JobState | null;
      readonly name: string;
    }>;
    readonly totalCount: number | null;
  } | null;
  readonly environments?: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly kubernetesNamespace: string | null;
      readonly name: string;
    }>;
  } | null;
  readonly instance?: {
    readonly application: {
      readonly environmentName: string;
      readonly name: string;
    };
    readonly id: string;
    readonly jobState: JobState | null;
    readonly role: InstanceRole | null;
    readonly uid: string;
  } | null;
  readonly jobs?: {
    readonly nodes: ReadonlyArray<{
      readonly environmentName: string;
      readonly id: string;
      readonly jobId: string | null;
      readonly jobState: JobState | null;
      readonly name: string;
    }>;
  } | null;
  readonly problems?: {
    readonly nodes: ReadonlyArray<{
      readonly applicationName: string | null;
      readonly environmentName: string;
      readonly id: string;
      readonly kind: ProblemKind;
      readonly summary: string;
    }>;
  } | null;
};
export type searchPaletteQuery = {
  response: searchPaletteQuery$data;
  variables: searchPaletteQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "isJobId"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "isName"
},
v2 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "isUid"
},
v3 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "jobId"
},
v4 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "name"
},
v5 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "uid"
},
v6 = {
  "fields": [
    {
      "kind": "Variable",
      "name": "name",
      "variableName": "name"
    }
  ],
  "kind": "ObjectValue",
  "name": "filter"
},
v7 = {
  "kind": "Literal",
  "name": "first",
  "value": 5
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "environmentName",
  "storageKey": null
},
v11 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "jobState",
  "storageKey": null
},
v12 = {
  "condition": "isName",
  "kind": "Condition",
  "passingValue": true,
  "selections": [
    {
      "alias": null,
      "args": [
        (v6/*:: as any*/),
        (v7/*:: as any*/)
      ],
      "concreteType": "EnvironmentConnection",
      "kind": "LinkedField",
      "name": "environments",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "Environment",
          "kind": "LinkedField",
          "name": "nodes",
          "plural": true,
          "selections": [
            (v8/*:: as any*/),
            (v9/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "kubernetesNamespace",
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": [
        (v6/*:: as any*/),
        {
          "kind": "Literal",
          "name": "first",
          "value": 12
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
          "concreteType": "Application",
          "kind": "LinkedField",
          "name": "nodes",
          "plural": true,
          "selections": [
            (v8/*:: as any*/),
            (v9/*:: as any*/),
            (v10/*:: as any*/),
            (v11/*:: as any*/)
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": [
        {
          "kind": "Literal",
          "name": "first",
          "value": 100
        }
      ],
      "concreteType": "ProblemConnection",
      "kind": "LinkedField",
      "name": "problems",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "Problem",
          "kind": "LinkedField",
          "name": "nodes",
          "plural": true,
          "selections": [
            (v8/*:: as any*/),
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
              "name": "summary",
              "storageKey": null
            },
            (v10/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "applicationName",
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": "problems(first:100)"
    }
  ]
},
v13 = {
  "condition": "isJobId",
  "kind": "Condition",
  "passingValue": true,
  "selections": [
    {
      "alias": "jobs",
      "args": [
        {
          "fields": [
            {
              "kind": "Variable",
              "name": "jobId",
              "variableName": "jobId"
            }
          ],
          "kind": "ObjectValue",
          "name": "filter"
        },
        (v7/*:: as any*/)
      ],
      "concreteType": "ApplicationConnection",
      "kind": "LinkedField",
      "name": "applications",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "Application",
          "kind": "LinkedField",
          "name": "nodes",
          "plural": true,
          "selections": [
            (v8/*:: as any*/),
            (v9/*:: as any*/),
            (v10/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "jobId",
              "storageKey": null
            },
            (v11/*:: as any*/)
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ]
},
v14 = [
  {
    "kind": "Variable",
    "name": "uid",
    "variableName": "uid"
  }
],
v15 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "uid",
  "storageKey": null
},
v16 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "role",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/),
      (v3/*:: as any*/),
      (v4/*:: as any*/),
      (v5/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "searchPaletteQuery",
    "selections": [
      (v12/*:: as any*/),
      (v13/*:: as any*/),
      {
        "condition": "isUid",
        "kind": "Condition",
        "passingValue": true,
        "selections": [
          {
            "alias": null,
            "args": (v14/*:: as any*/),
            "concreteType": "Instance",
            "kind": "LinkedField",
            "name": "instance",
            "plural": false,
            "selections": [
              (v8/*:: as any*/),
              (v15/*:: as any*/),
              (v16/*:: as any*/),
              (v11/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "Application",
                "kind": "LinkedField",
                "name": "application",
                "plural": false,
                "selections": [
                  (v9/*:: as any*/),
                  (v10/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ]
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v4/*:: as any*/),
      (v1/*:: as any*/),
      (v5/*:: as any*/),
      (v2/*:: as any*/),
      (v3/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "searchPaletteQuery",
    "selections": [
      (v12/*:: as any*/),
      (v13/*:: as any*/),
      {
        "condition": "isUid",
        "kind": "Condition",
        "passingValue": true,
        "selections": [
          {
            "alias": null,
            "args": (v14/*:: as any*/),
            "concreteType": "Instance",
            "kind": "LinkedField",
            "name": "instance",
            "plural": false,
            "selections": [
              (v8/*:: as any*/),
              (v15/*:: as any*/),
              (v16/*:: as any*/),
              (v11/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "Application",
                "kind": "LinkedField",
                "name": "application",
                "plural": false,
                "selections": [
                  (v9/*:: as any*/),
                  (v10/*:: as any*/),
                  (v8/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ]
      }
    ]
  },
  "params": {
    "cacheID": "c8db036454ce6dccc7b12c98762ca031",
    "id": "cf8248fa310e8d31aa2cbe4b0571ef066ed7043b085e8ab250c86c3e0bc74f52",
    "metadata": {},
    "name": "searchPaletteQuery",
    "operationKind": "query",
    "text": "query searchPaletteQuery(\n  $name: String!\n  $isName: Boolean!\n  $uid: ID!\n  $isUid: Boolean!\n  $jobId: String!\n  $isJobId: Boolean!\n) {\n  environments(first: 5, filter: {name: $name}) @include(if: $isName) {\n    nodes {\n      id\n      name\n      kubernetesNamespace\n    }\n  }\n  applications(first: 12, filter: {name: $name}) @include(if: $isName) {\n    totalCount\n    nodes {\n      id\n      name\n      environmentName\n      jobState\n    }\n  }\n  problems(first: 100) @include(if: $isName) {\n    nodes {\n      id\n      kind\n      summary\n      environmentName\n      applicationName\n    }\n  }\n  jobs: applications(first: 5, filter: {jobId: $jobId}) @include(if: $isJobId) {\n    nodes {\n      id\n      name\n      environmentName\n      jobId\n      jobState\n    }\n  }\n  instance(uid: $uid) @include(if: $isUid) {\n    id\n    uid\n    role\n    jobState\n    application {\n      name\n      environmentName\n      id\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "d39dfbc480b7dee7ebae63df68f97bad";

export default node;
