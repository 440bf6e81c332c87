/**
 * @generated SignedSource<<487d300117a530f358b818efb173382b>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderInlineDataFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type problems_payload$data = {
  readonly errors: ReadonlyArray<{
    readonly __typename: string;
    readonly cause?: {
      readonly actor: string | null;
      readonly at: string;
      readonly kind: string;
      readonly reason: string | null;
    } | null;
    readonly code: string;
    readonly latestInstance?: {
      readonly createdAt: string | null;
      readonly id: string;
      readonly uid: string;
    } | null;
    readonly message: string;
    readonly owner?: string;
    readonly path: ReadonlyArray<string> | null;
    readonly retryable?: boolean;
  }>;
  readonly unchanged: boolean;
  readonly " $fragmentType": "problems_payload";
};
export type problems_payload$key = {
  readonly " $data"?: problems_payload$data;
  readonly " $fragmentSpreads": FragmentRefs<"problems_payload">;
};

const node: ReaderInlineDataFragment = {
  "kind": "InlineDataFragment",
  "name": "problems_payload"
};

(node as any).hash = "e1d403a57f1c0d469a79cc3b72299801";

export default node;
