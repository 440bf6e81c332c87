/**
 * @generated SignedSource<<edbf3d6032ef40df0e8152ab6836e8b1>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type exceptions_exceptions$data = ReadonlyArray<{
  readonly at: string | null;
  readonly logs: {
    readonly link: string | null;
  } | null;
  readonly message: string | null;
  readonly rootCause: string | null;
  readonly stackTrace: string | null;
  readonly task: string | null;
  readonly taskManagerId: string | null;
  readonly " $fragmentType": "exceptions_exceptions";
}>;
export type exceptions_exceptions$key = ReadonlyArray<{
  readonly " $data"?: exceptions_exceptions$data;
  readonly " $fragmentSpreads": FragmentRefs<"exceptions_exceptions">;
}>;

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "plural": true
  },
  "name": "exceptions_exceptions",
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
      "name": "stackTrace",
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
      "name": "taskManagerId",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "InstanceLogs",
      "kind": "LinkedField",
      "name": "logs",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "link",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "JobException",
  "abstractKey": null
};

(node as any).hash = "9f357a8755191b4f7538b32e1f83541f";

export default node;
