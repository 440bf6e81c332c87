/**
 * @generated SignedSource<<3d977c8c43e0808ebf882d9a3e7bd5eb>>
 * @relayHash 4e2f816ff00df7fd740fbc1f47bc9f86
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 14d16576b6f198e41561894b6ec690d2daf90dd12a01f92c47ef1f26dbd62b22

import { ConcreteRequest } from 'relay-runtime';
export type ChangeKind = "ADDED" | "CHANGED" | "REMOVED";
export type JobReplacement = "LAST_STATE" | "NONE" | "NO_JOB" | "REDEPLOY" | "SAVEPOINT" | "START" | "STATELESS" | "SUSPEND" | "UNKNOWN";
export type PlanWarningKind = "INITIAL_SAVEPOINT_REUSED" | "MANAGED_ELSEWHERE" | "OLD_RESTORE_POINT" | "PARALLELISM" | "STATE_LOST" | "VALUE_OVERRIDDEN";
export type RestorePointKind = "CHECKPOINT" | "EMPTY" | "INITIAL_SAVEPOINT" | "NEW_SAVEPOINT" | "SAVEPOINT" | "UNKNOWN";
export type SpecSection = "CONFIGURATION" | "IMAGE" | "JOB" | "OTHER" | "POD_TEMPLATE" | "RESOURCES";
export type RollBackApplicationInput = {
  application: string;
  clientMutationId?: string | null;
  dryRun?: boolean | null;
  expectedLatestInstance?: string | null;
  force?: boolean | null;
  idempotencyKey?: string | null;
  reason?: string | null;
  to: string;
};
export type rollBackDialogPlanMutation$variables = {
  input: RollBackApplicationInput;
};
export type rollBackDialogPlanMutation$data = {
  readonly rollBackApplication: {
    readonly errors: ReadonlyArray<{
      readonly message: string;
    }>;
    readonly plan: {
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
};
export type rollBackDialogPlanMutation = {
  response: rollBackDialogPlanMutation$data;
  variables: rollBackDialogPlanMutation$variables;
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
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "message",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "kind",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "path",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "concreteType": "ApplicationPlan",
  "kind": "LinkedField",
  "name": "plan",
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
        (v3/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "name",
          "storageKey": null
        },
        (v4/*:: as any*/),
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
            (v4/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "segments",
              "storageKey": null
            },
            (v3/*:: as any*/),
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
        (v3/*:: as any*/),
        (v2/*:: as any*/),
        (v4/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "rollBackDialogPlanMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "RollBackApplicationPayload",
        "kind": "LinkedField",
        "name": "rollBackApplication",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": null,
            "kind": "LinkedField",
            "name": "errors",
            "plural": true,
            "selections": [
              (v2/*:: as any*/)
            ],
            "storageKey": null
          },
          (v5/*:: as any*/)
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
    "name": "rollBackDialogPlanMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "RollBackApplicationPayload",
        "kind": "LinkedField",
        "name": "rollBackApplication",
        "plural": false,
        "selections": [
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
              (v2/*:: as any*/)
            ],
            "storageKey": null
          },
          (v5/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "4e2f816ff00df7fd740fbc1f47bc9f86",
    "id": "14d16576b6f198e41561894b6ec690d2daf90dd12a01f92c47ef1f26dbd62b22",
    "metadata": {},
    "name": "rollBackDialogPlanMutation",
    "operationKind": "mutation",
    "text": "mutation rollBackDialogPlanMutation(\n  $input: RollBackApplicationInput!\n) {\n  rollBackApplication(input: $input) {\n    errors {\n      __typename\n      message\n    }\n    plan {\n      createsInstance\n      replacement\n      stale\n      restoresFrom {\n        kind\n        name\n        path\n        takenAt\n      }\n      changes {\n        summary\n        changes {\n          path\n          segments\n          kind\n          section\n          before\n          after\n        }\n      }\n      overridden {\n        key\n        value\n        overridden\n      }\n      warnings {\n        kind\n        message\n        path\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "ac97a0695ebc55db24fc258f63330c0a";

export default node;
