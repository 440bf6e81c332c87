/**
 * @generated SignedSource<<9b97162dc25a57370335ba2d98d61843>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type checkpoints_checkpoints$data = {
  readonly counts: {
    readonly completed: number | null;
    readonly failed: number | null;
    readonly inProgress: number | null;
  };
  readonly interval: number | null;
  readonly latestCompleted: {
    readonly durationMs: number | null;
    readonly lastAcknowledgedAt: string | null;
    readonly number: number | null;
    readonly stateBytes: number | null;
    readonly triggeredAt: string | null;
  } | null;
  readonly latestFailed: {
    readonly failedAt: string | null;
    readonly isSavepoint: boolean | null;
    readonly number: number | null;
    readonly reason: string | null;
    readonly triggeredAt: string | null;
  } | null;
  readonly restoredFrom: {
    readonly at: string | null;
    readonly isSavepoint: boolean | null;
    readonly number: number | null;
  } | null;
  readonly " $fragmentType": "checkpoints_checkpoints";
};
export type checkpoints_checkpoints$key = {
  readonly " $data"?: checkpoints_checkpoints$data;
  readonly " $fragmentSpreads": FragmentRefs<"checkpoints_checkpoints">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "number",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "triggeredAt",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "isSavepoint",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "checkpoints_checkpoints",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "interval",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "JobCheckpointCounts",
      "kind": "LinkedField",
      "name": "counts",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "completed",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "failed",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "inProgress",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "JobCheckpoint",
      "kind": "LinkedField",
      "name": "latestCompleted",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "lastAcknowledgedAt",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "durationMs",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "stateBytes",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "JobCheckpoint",
      "kind": "LinkedField",
      "name": "latestFailed",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "failedAt",
          "storageKey": null
        },
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "reason",
          "storageKey": null
        },
        (v2/*:: as any*/)
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "JobRestore",
      "kind": "LinkedField",
      "name": "restoredFrom",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "at",
          "storageKey": null
        },
        (v2/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "JobCheckpoints",
  "abstractKey": null
};
})();

(node as any).hash = "eb04bb5834ff751671fc46c87ceaf261";

export default node;
