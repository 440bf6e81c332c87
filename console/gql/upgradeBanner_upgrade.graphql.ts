/**
 * @generated SignedSource<<dd863d2ec326147482357e14a48c2e56>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type StuckReason = "JOB_NOT_RUNNING" | "NOT_DEPLOYING" | "SAVEPOINT_FAILING" | "SAVEPOINT_NOT_COMPLETING" | "UNKNOWN";
export type UpgradeWait = "DEPLOYMENT" | "JOB_RUNNING" | "SAVEPOINT" | "UNKNOWN";
import { FragmentRefs } from "relay-runtime";
export type upgradeBanner_upgrade$data = {
  readonly changes: {
    readonly summary: string;
  } | null;
  readonly reverted: boolean;
  readonly since: string | null;
  readonly stuck: {
    readonly detail: string;
    readonly reason: StuckReason;
    readonly since: string | null;
  } | null;
  readonly to: {
    readonly uid: string;
  } | null;
  readonly waitingFor: UpgradeWait;
  readonly " $fragmentType": "upgradeBanner_upgrade";
};
export type upgradeBanner_upgrade$key = {
  readonly " $data"?: upgradeBanner_upgrade$data;
  readonly " $fragmentSpreads": FragmentRefs<"upgradeBanner_upgrade">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "since",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "upgradeBanner_upgrade",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "reverted",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "waitingFor",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Instance",
      "kind": "LinkedField",
      "name": "to",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "uid",
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
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "UpgradeStuck",
      "kind": "LinkedField",
      "name": "stuck",
      "plural": false,
      "selections": [
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
          "name": "detail",
          "storageKey": null
        },
        (v0/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "Upgrade",
  "abstractKey": null
};
})();

(node as any).hash = "186dea79d93c4c561b6fff7b5c0a6e74";

export default node;
