/** Request bodies: JSON only (the real CMF also reads YAML; the emulator responds 415), up to a size, checked by zod. */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { isObject, type JsonObject } from '../../json.ts';
import { WorldError } from '../world.ts';

export const bodyLimit = 1024 * 1024;

export async function readBody<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== undefined && type !== 'application/json') {
    throw new WorldError(
      415,
      `Content type '${type}' is not supported by the emulator; send application/json.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(await readText(request));
  } catch (error) {
    if (error instanceof WorldError) throw error;
    throw new WorldError(400, 'The request body is not valid JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new WorldError(400, ...problems);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Not destroyed: the response goes through the same socket.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > bodyLimit) throw new WorldError(413, `The request body is larger than ${bodyLimit} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Passed on unchanged: specs are free-form. */
const freeForm = z.custom<JsonObject>(isObject, 'must be an object');
const labels = z.record(z.string(), z.string());

export const environmentBody = z.object({
  name: z.string().optional(),
  kubernetesNamespace: z.string(),
  kubernetesClusterName: z.string().optional(),
  metadata: z
    .object({ name: z.string().optional(), labels: labels.nullish(), annotations: labels.nullish() })
    .optional(),
  flinkApplicationDefaults: freeForm.nullish(),
  computePoolDefaults: freeForm.nullish(),
  statementDefaults: freeForm.nullish(),
});

export const applicationBody = z.object({
  apiVersion: z.string(),
  kind: z.literal('FlinkApplication'),
  metadata: z.object({ name: z.string(), labels: labels.nullish(), annotations: labels.nullish() }),
  spec: freeForm,
});

export const savepointBody = z.object({
  metadata: z.object({
    name: z.string().optional(),
    labels: labels.optional(),
    annotations: labels.optional(),
  }),
  spec: z.object({
    path: z.string().optional(),
    formatType: z.enum(['CANONICAL', 'NATIVE', 'UNKNOWN']).optional(),
    backoffLimit: z.int().min(-1).optional(),
  }),
});
