/**
 * @generated SignedSource<<dab988abe4e7e8396e99a62a14f1cd98>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ChangeKind = "ADDED" | "CHANGED" | "REMOVED";
export type JobReplacement = "LAST_STATE" | "NONE" | "NO_JOB" | "REDEPLOY" | "SAVEPOINT" | "START" | "STATELESS" | "SUSPEND" | "UNKNOWN";
export type PlanWarningKind = "INITIAL_SAVEPOINT_REUSED" | "MANAGED_ELSEWHERE" | "OLD_RESTORE_POINT" | "PARALLELISM" | "STATE_LOST" | "VALUE_OVERRIDDEN";
export type RestorePointKind = "CHECKPOINT" | "EMPTY" | "INITIAL_SAVEPOINT" | "NEW_SAVEPOINT" | "SAVEPOINT" | "UNKNOWN";
export type SpecSection = "CONFIGURATION" | "IMAGE" | "JOB" | "OTHER" | "POD_TEMPLATE" | "RESOURCES";
import { FragmentRefs } from "relay-runtime";
export type plan_plan$data = {
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
  readonly " $fragmentType": "plan_plan";
};
export type plan_plan$key = {
  readonly " $data"?: plan_plan$data;
  readonly " $fragmentSpreads": FragmentRefs<"plan_plan">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "kind",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "path",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "plan_plan",
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
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "name",
          "storageKey": null
        },
        (v1/*:: as any*/),
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
            (v1/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "segments",
              "storageKey": null
            },
            (v0/*:: as any*/),
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
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "message",
          "storageKey": null
        },
        (v1/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "ApplicationPlan",
  "abstractKey": null
};
})();

(node as any).hash = "1e2fe22b06ffa1bcb357af3588adb507";

export default node;
