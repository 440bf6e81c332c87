/**
 * @generated SignedSource<<d427e3aa1a9242bb5d978a3beda66211>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs, Result } from "relay-runtime";
export type instanceFailure_instance$data = {
  readonly lastFailure: Result<{
    readonly at: string | null;
    readonly checkpointBefore: {
      readonly number: number | null;
      readonly triggeredAt: string | null;
    } | null;
    readonly count: number | null;
    readonly message: string | null;
    readonly rootCause: string | null;
    readonly task: string | null;
  } | null, unknown>;
  readonly " $fragmentType": "instanceFailure_instance";
};
export type instanceFailure_instance$key = {
  readonly " $data"?: instanceFailure_instance$data;
  readonly " $fragmentSpreads": FragmentRefs<"instanceFailure_instance">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "instanceFailure_instance",
  "selections": [
    {
      "kind": "CatchField",
      "field": {
        "alias": null,
        "args": null,
        "concreteType": "InstanceFailure",
        "kind": "LinkedField",
        "name": "lastFailure",
        "plural": false,
        "selections": [
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
            "name": "message",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "rootCause",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "task",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "count",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "FailureCheckpoint",
            "kind": "LinkedField",
            "name": "checkpointBefore",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "number",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "triggeredAt",
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      "to": "RESULT"
    }
  ],
  "type": "Instance",
  "abstractKey": null
};

(node as any).hash = "ca4ee731a06de56e83f614b55e97d6a3";

export default node;
