/**
 * @generated SignedSource<<4f8eff0181d90d07aea8323ce5bbc335>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type instanceLogs_instance$data = {
  readonly logs: {
    readonly elasticsearch: unknown;
    readonly from: string;
    readonly kql: string;
    readonly kubectl: string;
    readonly link: string | null;
    readonly loki: string;
    readonly splunk: string;
    readonly to: string;
  } | null;
  readonly " $fragmentType": "instanceLogs_instance";
};
export type instanceLogs_instance$key = {
  readonly " $data"?: instanceLogs_instance$data;
  readonly " $fragmentSpreads": FragmentRefs<"instanceLogs_instance">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "instanceLogs_instance",
  "selections": [
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
          "name": "from",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "to",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "link",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "kubectl",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "loki",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "splunk",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "kql",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "elasticsearch",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Instance",
  "abstractKey": null
};

(node as any).hash = "e63908c506b121d3374ec59cc7bc626c";

export default node;
