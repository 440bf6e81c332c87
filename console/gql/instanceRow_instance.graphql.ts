/**
 * @generated SignedSource<<f321edd13370365c0b5cc572798f10c0>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type Completion = "CANCELED" | "COMPLETED" | "FAILED" | "RUNNING" | "STOPPED_BY_SUSPEND" | "STOPPED_FOR_UPGRADE" | "UNKNOWN";
export type InstanceRole = "CURRENT" | "NEVER_DEPLOYED" | "PENDING" | "SUPERSEDED" | "UNKNOWN";
export type JobState = "CANCELED" | "CANCELLING" | "CREATED" | "FAILED" | "FAILING" | "FINISHED" | "INITIALIZING" | "RECONCILING" | "RESTARTING" | "RUNNING" | "SUSPENDED" | "UNKNOWN";
import { FragmentRefs, Result } from "relay-runtime";
export type instanceRow_instance$data = {
  readonly changes: Result<{
    readonly summary: string;
  } | null, unknown>;
  readonly completion: Completion | null;
  readonly createdAt: string | null;
  readonly expired: boolean;
  readonly flinkVersion: string | null;
  readonly jobState: JobState | null;
  readonly jobStateRaw: string | null;
  readonly parallelism: number | null;
  readonly role: InstanceRole | null;
  readonly uid: string;
  readonly " $fragmentType": "instanceRow_instance";
};
export type instanceRow_instance$key = {
  readonly " $data"?: instanceRow_instance$data;
  readonly " $fragmentSpreads": FragmentRefs<"instanceRow_instance">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "instanceRow_instance",
  "selections": [
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
      "name": "role",
      "storageKey": null
    },
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
      "name": "jobStateRaw",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "completion",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "expired",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "flinkVersion",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "parallelism",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "createdAt",
      "storageKey": null
    },
    {
      "kind": "CatchField",
      "field": {
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

(node as any).hash = "ed3629639530dbc9ea946e5520449085";

export default node;
