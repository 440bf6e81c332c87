/**
 * @generated SignedSource<<3a4ed6e2189f4869fe26c68733c4683a>>
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
import { FragmentRefs } from "relay-runtime";
export type instanceFacts_instance$data = {
  readonly cause: {
    readonly actor: string | null;
    readonly at: string;
    readonly kind: string;
    readonly reason: string | null;
  } | null;
  readonly completion: Completion | null;
  readonly createdAt: string | null;
  readonly expired: boolean;
  readonly flinkVersion: string | null;
  readonly image: string | null;
  readonly jobId: string | null;
  readonly jobState: JobState | null;
  readonly jobStateRaw: string | null;
  readonly parallelism: number | null;
  readonly role: InstanceRole | null;
  readonly uid: string;
  readonly updatedAt: string | null;
  readonly " $fragmentType": "instanceFacts_instance";
};
export type instanceFacts_instance$key = {
  readonly " $data"?: instanceFacts_instance$data;
  readonly " $fragmentSpreads": FragmentRefs<"instanceFacts_instance">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "instanceFacts_instance",
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
      "name": "jobId",
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
      "name": "createdAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "updatedAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "image",
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
      "concreteType": "InstanceCause",
      "kind": "LinkedField",
      "name": "cause",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "actor",
          "storageKey": null
        },
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
          "name": "kind",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "reason",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Instance",
  "abstractKey": null
};

(node as any).hash = "dbe9002482519edd8f2f252bbbacb4ee";

export default node;
