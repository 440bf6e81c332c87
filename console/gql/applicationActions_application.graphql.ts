/**
 * @generated SignedSource<<66f236a99f0d04c0fb9de865f8af3db0>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type DesiredState = "RUNNING" | "SUSPENDED" | "UNKNOWN";
import { FragmentRefs, Result } from "relay-runtime";
export type applicationActions_application$data = {
  readonly desiredState: DesiredState | null;
  readonly environmentName: string;
  readonly id: string;
  readonly latestInstance: Result<{
    readonly id: string;
  } | null, unknown>;
  readonly name: string;
  readonly " $fragmentType": "applicationActions_application";
};
export type applicationActions_application$key = {
  readonly " $data"?: applicationActions_application$data;
  readonly " $fragmentSpreads": FragmentRefs<"applicationActions_application">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "applicationActions_application",
  "selections": [
    (v0/*:: as any*/),
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
      "name": "environmentName",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "desiredState",
      "storageKey": null
    },
    {
      "kind": "CatchField",
      "field": {
        "alias": null,
        "args": null,
        "concreteType": "Instance",
        "kind": "LinkedField",
        "name": "latestInstance",
        "plural": false,
        "selections": [
          (v0/*:: as any*/)
        ],
        "storageKey": null
      },
      "to": "RESULT"
    }
  ],
  "type": "Application",
  "abstractKey": null
};
})();

(node as any).hash = "4e35122b9a01ea7d6a4012c378332d45";

export default node;
