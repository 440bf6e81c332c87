/**
 * @generated SignedSource<<461490c33b31525e3c1f47add15f8578>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderInlineDataFragment } from 'relay-runtime';
export type ChangeKind = "ADDED" | "CHANGED" | "REMOVED";
export type SpecSection = "CONFIGURATION" | "IMAGE" | "JOB" | "OTHER" | "POD_TEMPLATE" | "RESOURCES";
import { FragmentRefs } from "relay-runtime";
export type changesFragment_changes$data = {
  readonly changes: ReadonlyArray<{
    readonly after: unknown | null;
    readonly before: unknown | null;
    readonly kind: ChangeKind;
    readonly path: string;
    readonly section: SpecSection;
    readonly segments: ReadonlyArray<string>;
  }>;
  readonly summary: string;
  readonly " $fragmentType": "changesFragment_changes";
};
export type changesFragment_changes$key = {
  readonly " $data"?: changesFragment_changes$data;
  readonly " $fragmentSpreads": FragmentRefs<"changesFragment_changes">;
};

const node: ReaderInlineDataFragment = {
  "kind": "InlineDataFragment",
  "name": "changesFragment_changes"
};

(node as any).hash = "6f7d29321bdd39b10b0cd0a7bd7c5d04";

export default node;
