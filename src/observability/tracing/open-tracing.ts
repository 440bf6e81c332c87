/** Loads OpenTelemetry if an exporter is configured. */
import type { Config } from '../../config/config.ts';
import type { Logger } from '../log.ts';
import { noTracing, type Tracing } from './tracing.ts';

export async function openTracing({ tracing }: Pick<Config, 'tracing'>, log: Logger): Promise<Tracing> {
  if (!tracing) return noTracing;
  const { createOpenTelemetry } = await import('./open-telemetry.ts');
  return createOpenTelemetry(tracing, log);
}
