/**
 * @generated SignedSource<<150a499dc3e2b3984ae3ccbe36caea7b>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderInlineDataFragment } from 'relay-runtime';
export type ProblemKind = "CHECKPOINTS_FAILING" | "CHECKPOINT_TOO_OLD" | "CLUSTER_DISCONNECTED" | "COPY_STALE" | "FAILED" | "OPERATOR_ERROR" | "RESTARTING" | "SAVEPOINT_FAILED" | "UPGRADE_STUCK";
export type ProblemSeverity = "CRITICAL" | "INFO" | "WARNING";
import { FragmentRefs } from "relay-runtime";
export type problemParts_problem$data = {
  readonly applicationName: string | null;
  readonly environmentName: string;
  readonly id: string;
  readonly kind: ProblemKind;
  readonly severity: ProblemSeverity;
  readonly since: string | null;
  readonly summary: string;
  readonly " $fragmentType": "problemParts_problem";
};
export type problemParts_problem$key = {
  readonly " $data"?: problemParts_problem$data;
  readonly " $fragmentSpreads": FragmentRefs<"problemParts_problem">;
};

const node: ReaderInlineDataFragment = {
  "kind": "InlineDataFragment",
  "name": "problemParts_problem"
};

(node as any).hash = "cb602adedc47890d0b7034c939f338bd";

export default node;
