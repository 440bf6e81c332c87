/**
 * @generated SignedSource<<14509eda94232609afbf8448ccf57fce>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type eventItem_event$data = {
  readonly count: number;
  readonly exception: string | null;
  readonly firstAt: string | null;
  readonly instanceUid: string | null;
  readonly lastAt: string | null;
  readonly message: string;
  readonly newStatus: string | null;
  readonly reason: string | null;
  readonly severity: string | null;
  readonly type: string;
  readonly " $fragmentType": "eventItem_event";
};
export type eventItem_event$key = {
  readonly " $data"?: eventItem_event$data;
  readonly " $fragmentSpreads": FragmentRefs<"eventItem_event">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "eventItem_event",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "type",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "severity",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "reason",
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
      "name": "exception",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "newStatus",
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
      "kind": "ScalarField",
      "name": "firstAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "lastAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "instanceUid",
      "storageKey": null
    }
  ],
  "type": "ApplicationEvent",
  "abstractKey": null
};

(node as any).hash = "7b684ec3ec9036debefb15177586c508";

export default node;
