/**
 * @generated SignedSource<<55268d344f045eb54f766502ff545b59>>
 * @relayHash 28a8a1c8da993945967dd6be0919fd57
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID fe1d645103a0bd6e7acb6551cc98a3ed9f1855bb40328ea274d360b419591a7f

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
    "cacheID": "28a8a1c8da993945967dd6be0919fd57",
    "id": "fe1d645103a0bd6e7acb6551cc98a3ed9f1855bb40328ea274d360b419591a7f",
    "metadata": {},
    "name": "fleetPageQuery",
    "operationKind": "query",
    "text": "query fleetPageQuery {\n  environments(first: 100) {\n    totalCount\n    nodes {\n      id\n      ...environmentRow_environment\n    }\n  }\n}\n\nfragment environmentRow_environment on Environment {\n  name\n  kubernetesNamespace\n  kubernetesCluster\n  kubernetesClusterState\n  stale\n  observedAt\n  jobStateCounts {\n    jobState\n    count\n  }\n}\n"
  }
};
})();

(node as any).hash = "ad0c86764bbac0715c4f4cdbc1763d34";

export default node;
