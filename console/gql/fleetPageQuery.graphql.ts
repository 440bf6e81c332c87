/**
 * @generated SignedSource<<e73f6fb833e4bfbe72028843c40f8499>>
 * @relayHash e86c6e541b861ecee64dee365117fa29
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID cc5d7b3cf1897b987bdbd0e9647888cfe5f20321bee0954816d92454f60b408c

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type fleetPageQuery$variables = Record<PropertyKey, never>;
export type fleetPageQuery$data = {
  readonly environments: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly " $fragmentSpreads": FragmentRefs<"environmentRow_environment">;
    }>;
    readonly totalCount: number | null;
  } | null;
  readonly " $fragmentSpreads": FragmentRefs<"fleetProblems_query">;
};
export type fleetPageQuery = {
  response: fleetPageQuery$data;
  variables: fleetPageQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "kind": "Literal",
    "name": "first",
    "value": 100
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "totalCount",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "fleetPageQuery",
    "selections": [
      {
        "args": null,
        "kind": "FragmentSpread",
        "name": "fleetProblems_query"
      },
      {
        "alias": null,
        "args": (v0/*:: as any*/),
        "concreteType": "EnvironmentConnection",
        "kind": "LinkedField",
        "name": "environments",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Environment",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v2/*:: as any*/),
              {
                "args": null,
                "kind": "FragmentSpread",
                "name": "environmentRow_environment"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "environments(first:100)"
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "fleetPageQuery",
    "selections": [
      {
        "alias": null,
        "args": [
          {
            "kind": "Literal",
            "name": "first",
            "value": 50
          }
        ],
        "concreteType": "ProblemConnection",
        "kind": "LinkedField",
        "name": "problems",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Problem",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v2/*:: as any*/),
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
                "name": "severity",
                "storageKey": null
              },
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
                "kind": "ScalarField",
                "name": "since",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "environmentName",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "applicationName",
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "MissingEnvironment",
            "kind": "LinkedField",
            "name": "missing",
            "plural": true,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "environment",
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "problems(first:50)"
      },
      {
        "alias": null,
        "args": (v0/*:: as any*/),
        "concreteType": "EnvironmentConnection",
        "kind": "LinkedField",
        "name": "environments",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Environment",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v2/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "name",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "kubernetesNamespace",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "kubernetesCluster",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "kubernetesClusterState",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "stale",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "observedAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "JobStateCount",
                "kind": "LinkedField",
                "name": "jobStateCounts",
                "plural": true,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "jobState",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "count",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "environments(first:100)"
      }
    ]
  },
  "params": {
    "cacheID": "e86c6e541b861ecee64dee365117fa29",
    "id": "cc5d7b3cf1897b987bdbd0e9647888cfe5f20321bee0954816d92454f60b408c",
    "metadata": {},
    "name": "fleetPageQuery",
    "operationKind": "query",
    "text": "query fleetPageQuery {\n  ...fleetProblems_query\n  environments(first: 100) {\n    totalCount\n    nodes {\n      id\n      ...environmentRow_environment\n    }\n  }\n}\n\nfragment environmentRow_environment on Environment {\n  name\n  kubernetesNamespace\n  kubernetesCluster\n  kubernetesClusterState\n  stale\n  observedAt\n  jobStateCounts {\n    jobState\n    count\n  }\n}\n\nfragment fleetProblems_query on Query {\n  problems(first: 50) {\n    totalCount\n    nodes {\n      ...problemParts_problem\n      id\n    }\n    missing {\n      environment\n    }\n  }\n}\n\nfragment problemParts_problem on Problem {\n  id\n  kind\n  severity\n  summary\n  since\n  environmentName\n  applicationName\n}\n"
  }
};
})();

(node as any).hash = "a2ca4e48450d588afdbd80064e511923";

export default node;
