/**
 * @generated SignedSource<<3bc397634100989b6cfb836fd1a39c23>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type JobVertexState = "CANCELED" | "CANCELING" | "CREATED" | "DEPLOYING" | "FAILED" | "FINISHED" | "INITIALIZING" | "RECONCILING" | "RUNNING" | "SCHEDULED" | "UNKNOWN";
import { FragmentRefs } from "relay-runtime";
export type vertices_vertices$data = ReadonlyArray<{
  readonly backpressuredRatio: number | null;
  readonly busyRatio: number | null;
  readonly idleRatio: number | null;
  readonly name: string;
  readonly parallelism: number | null;
  readonly state: JobVertexState;
  readonly stateRaw: string | null;
  readonly vertexId: string | null;
  readonly " $fragmentType": "vertices_vertices";
}>;
export type vertices_vertices$key = ReadonlyArray<{
  readonly " $data"?: vertices_vertices$data;
  readonly " $fragmentSpreads": FragmentRefs<"vertices_vertices">;
}>;

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "plural": true
  },
  "name": "vertices_vertices",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "vertexId",
      "storageKey": null
    },
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
      "name": "parallelism",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "state",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "stateRaw",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "busyRatio",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "backpressuredRatio",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "idleRatio",
      "storageKey": null
    }
  ],
  "type": "JobVertex",
  "abstractKey": null
};

(node as any).hash = "7d6b6df9f749777fbff2f02749368aa2";

export default node;
