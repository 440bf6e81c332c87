/**
 * @generated SignedSource<<4135c1572447e68260358c1910baf6db>>
 * @relayHash 451d215797f6950e99e2cb949842b0e4
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID d4785b74ea56880c398ababca63f0ba9808dd88b6bc9443763d115757a0e1729

import { ConcreteRequest } from 'relay-runtime';
export type ChangeKind = "ADDED" | "CHANGED" | "REMOVED";
export type JobReplacement = "LAST_STATE" | "NONE" | "NO_JOB" | "REDEPLOY" | "SAVEPOINT" | "START" | "STATELESS" | "SUSPEND" | "UNKNOWN";
export type PlanWarningKind = "INITIAL_SAVEPOINT_REUSED" | "MANAGED_ELSEWHERE" | "OLD_RESTORE_POINT" | "PARALLELISM" | "STATE_LOST" | "VALUE_OVERRIDDEN";
export type RestorePointKind = "CHECKPOINT" | "EMPTY" | "INITIAL_SAVEPOINT" | "NEW_SAVEPOINT" | "SAVEPOINT" | "UNKNOWN";
export type SpecSection = "CONFIGURATION" | "IMAGE" | "JOB" | "OTHER" | "POD_TEMPLATE" | "RESOURCES";
export type PlanApplicationInput = {
  annotations?: unknown | null;
  environment: string;
  labels?: unknown | null;
  name: string;
  spec: unknown;
};
export type planQuery$variables = {
  input: PlanApplicationInput;
};
export type planQuery$data = {
  readonly planApplication: {
    readonly changes: {
      readonly changes: ReadonlyArray<{
        readonly after: unknown | null;
        readonly before: unknown | null;
        readonly kind: ChangeKind;
        readonly path: string;
        readonly section: SpecSection;
        readonly segments: ReadonlyArray<string>;
      }>;
      readonly summary: string;
    };
    readonly createsInstance: boolean;
    readonly overridden: ReadonlyArray<{
      readonly key: string;
      readonly overridden: string | null;
      readonly value: string;
    }>;
    readonly replacement: JobReplacement;
    readonly restoresFrom: {
      readonly kind: RestorePointKind;
      readonly name: string | null;
      readonly path: string | null;
      readonly takenAt: string | null;
    } | null;
    readonly stale: boolean;
    readonly warnings: ReadonlyArray<{
      readonly kind: PlanWarningKind;
      readonly message: string;
      readonly path: ReadonlyArray<string> | null;
    }>;
  } | null;
};
export type planQuery = {
  response: planQuery$data;
  variables: planQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "kind",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "path",
  "storageKey": null
},
v3 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "input",
        "variableName": "input"
      }
    ],
    "concreteType": "ApplicationPlan",
    "kind": "LinkedField",
    "name": "planApplication",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "createsInstance",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "replacement",
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
        "concreteType": "RestorePoint",
        "kind": "LinkedField",
        "name": "restoresFrom",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "name",
            "storageKey": null
          },
          (v2/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "takenAt",
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "SpecChanges",
        "kind": "LinkedField",
        "name": "changes",
        "plural": false,
        "selections": [
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
              (v2/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "segments",
                "storageKey": null
              },
              (v1/*:: as any*/),
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
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "ConfigurationEntry",
        "kind": "LinkedField",
        "name": "overridden",
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
            "name": "overridden",
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "PlanWarning",
        "kind": "LinkedField",
        "name": "warnings",
        "plural": true,
        "selections": [
          (v1/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "message",
            "storageKey": null
          },
          (v2/*:: as any*/)
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
    "name": "planQuery",
    "selections": (v3/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "planQuery",
    "selections": (v3/*:: as any*/)
  },
  "params": {
    "cacheID": "451d215797f6950e99e2cb949842b0e4",
    "id": "d4785b74ea56880c398ababca63f0ba9808dd88b6bc9443763d115757a0e1729",
    "metadata": {},
    "name": "planQuery",
    "operationKind": "query",
    "text": "query planQuery(\n  $input: PlanApplicationInput!\n) {\n  planApplication(input: $input) {\n    createsInstance\n    replacement\n    stale\n    restoresFrom {\n      kind\n      name\n      path\n      takenAt\n    }\n    changes {\n      summary\n      changes {\n        path\n        segments\n        kind\n        section\n        before\n        after\n      }\n    }\n    overridden {\n      key\n      value\n      overridden\n    }\n    warnings {\n      kind\n      message\n      path\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "d2d6fbf76540cdbf52e9143e229b4c39";

export default node;
