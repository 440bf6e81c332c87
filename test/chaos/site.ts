/** The parts that a chaos run can break, and one fault. */
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
  /** The resource that no other fault may use at the same time. */
  readonly target: object;
  run(): Promise<void>;
}
