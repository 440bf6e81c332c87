/** What a chaos run breaks, and one fault of it. */
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { PlainDeployment, SentinelDeployment } from '../support/redis-deployment.ts';
import type { Replica } from './replica.ts';

export interface Site {
  readonly emulator: Emulator;
  readonly redis: PlainDeployment | SentinelDeployment;
  readonly replicas: readonly [Replica, ...Replica[]];
  /** The longest duration of a fault of Redis itself. */
  readonly longestRedisFaultMs: number;
}

export interface Injected {
  /** The name in the summary. */
  readonly kind: string;
  /** The resource that no other fault may use meanwhile. */
  readonly target: object;
  run(): Promise<void>;
}
