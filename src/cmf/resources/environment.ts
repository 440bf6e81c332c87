/** Parses a CMF environment from the wire form to the domain type. */
import { z } from 'zod';
import type { JsonObject } from '../../json.ts';
import { freeForm, type Labels, metadata, type Parse, part, required, text, time } from './fields.ts';

/** A CMF environment: a Kubernetes namespace with defaults that override its applications' specs (rule 7). */
export interface Environment {
  readonly name: string;
  readonly kubernetesNamespace: string | null;
  readonly kubernetesCluster: string | null;
  /** `status.kubernetesCluster.state`, raw: while it is not `CONNECTED`, CMF's data may be old. */
  readonly kubernetesClusterState: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** `flinkApplicationDefaults`, free-form. */
  readonly applicationDefaults: JsonObject | null;
}

/** All defaults of an environment. CMF deletes the ones that a write omits. */
export interface EnvironmentDefaults {
  readonly applicationDefaults: JsonObject | null;
  readonly computePoolDefaults: JsonObject | null;
  readonly statementDefaults: JsonObject | null;
}

const environment = z
  .object({
    name: text,
    kubernetesNamespace: text,
    kubernetesClusterName: text,
    created_time: time,
    updated_time: time,
    metadata: part(metadata),
    flinkApplicationDefaults: freeForm,
    status: part({ kubernetesCluster: part({ state: text }) }),
  })
  .transform(
    (wire, context): Environment => ({
      name: required(wire.metadata.name ?? wire.name, context),
      kubernetesNamespace: wire.kubernetesNamespace,
      kubernetesCluster: wire.kubernetesClusterName,
      kubernetesClusterState: wire.status.kubernetesCluster.state,
      createdAt: wire.created_time ?? wire.metadata.creationTimestamp,
      updatedAt: wire.updated_time ?? wire.metadata.updateTimestamp,
      labels: wire.metadata.labels,
      annotations: wire.metadata.annotations,
      applicationDefaults: wire.flinkApplicationDefaults,
    }),
  );

export const parseEnvironment: Parse<Environment> = (wire) => environment.parse(wire);

const defaults = z
  .object({
    flinkApplicationDefaults: freeForm,
    computePoolDefaults: freeForm,
    statementDefaults: freeForm,
  })
  .transform(
    (wire): EnvironmentDefaults => ({
      applicationDefaults: wire.flinkApplicationDefaults,
      computePoolDefaults: wire.computePoolDefaults,
      statementDefaults: wire.statementDefaults,
    }),
  );

export const parseEnvironmentDefaults: Parse<EnvironmentDefaults> = (wire) => defaults.parse(wire);
