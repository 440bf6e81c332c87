/**
 * @generated SignedSource<<bc6375602a456d6225afa4ad7565ba0d>>
 * @lightSyntaxTransform
 * @codegen-command: npm run codegen
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderInlineDataFragment } from 'relay-runtime';
export type JobState = "CANCELED" | "CANCELLING" | "CREATED" | "FAILED" | "FAILING" | "FINISHED" | "INITIALIZING" | "RECONCILING" | "RESTARTING" | "RUNNING" | "SUSPENDED" | "UNKNOWN";
export type TimelineKind = "APPLICATION" | "DEPLOYMENT" | "EXCEPTION" | "JOB_STATE" | "LIFECYCLE" | "OTHER" | "WRITE";
import { FragmentRefs } from "relay-runtime";
export type timelineEntries_timeline$data = {
  readonly nodes: ReadonlyArray<{
    readonly at: string;
    readonly cause: {
      readonly actor: string | null;
      readonly kind: string;
      readonly reason: string | null;
    } | null;
    readonly count: number;
    readonly eventUid: string | null;
    readonly exception: string | null;
    readonly instanceUid: string | null;
    readonly jobState: JobState | null;
    readonly jobStateRaw: string | null;
    readonly kind: TimelineKind;
    readonly message: string | null;
  }>;
  readonly observedAt: string | null;
  readonly pageInfo: {
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
  };
  readonly stale: boolean;
  readonly " $fragmentType": "timelineEntries_timeline";
};
export type timelineEntries_timeline$key = {
  readonly " $data"?: timelineEntries_timeline$data;
  readonly " $fragmentSpreads": FragmentRefs<"timelineEntries_timeline">;
};

const node: ReaderInlineDataFragment = {
  "kind": "InlineDataFragment",
  "name": "timelineEntries_timeline"
};

(node as any).hash = "5371970116688e9510afe486de194c00";

export default node;
