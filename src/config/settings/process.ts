/** Settings of the process: where it listens, its workers, its copies of CMF, its memory, its end. */
import { oneOf, type Setting, text, wholeNumber } from '../kinds.ts';

const day = 86_400_000;

export const processSettings = {
  HOST: {
    ...text(/^[\w.:-]+$/, 'a host name or an IP address'),
    default: '127.0.0.1',
    example: '0.0.0.0',
    description: 'Address to listen on.',
  },
  PORT: {
    ...wholeNumber(0, 65_535),
    default: '4000',
    example: '4000',
    description: 'Port to listen on; 0: any free port.',
  },
  METRICS_PORT: {
    ...wholeNumber(0, 65_535),
    example: '9464',
    description:
      'Separate port for `/metrics`, `/metrics/fleet`, `/health` and `/ready`. `PORT` then does not serve them. 0: any free port. Unset: one port serves all.',
  },
  FLEET_METRICS: {
    ...oneOf('on', 'off'),
    example: 'off',
    description:
      'Serves the states of all applications as metrics at `/metrics/fleet`, and ages of copies by environment at `/metrics`, to everyone who can reach these paths. Unset: `on` with `CMF_AUTH=service`, `off` with `forward`.',
  },
  FLEET_METRICS_CHECKPOINTS: {
    ...oneOf('on', 'off'),
    default: 'off',
    example: 'on',
    description:
      'Adds the checkpoints of running jobs to `/metrics/fleet`: the age of the last, and how many completed and failed. While it is scraped, one replica reads each running job from Flink every minute, with 3 calls through CMF.',
  },
  WORKERS: {
    ...wholeNumber(1, 64),
    default: '1',
    example: '2',
    description:
      'Number of processes that share the port, one per CPU core to use. Above 1 it requires `REDIS_URL`, through which they share one poll and one journal. Limits and caches apply to each process.',
  },
  WORKER_TIMEOUT_MS: {
    ...wholeNumber(1_000, day),
    default: '10000',
    example: '10000',
    description:
      'With several `WORKERS`: how long a worker may be unresponsive before it is killed and replaced. The kernel assigns connections to it during this time.',
  },
  REFRESH_ACTIVE_MS: {
    ...wholeNumber(100, day),
    default: '2000',
    example: '2000',
    description: 'Time between two polls of an environment with subscribers or recent reads.',
  },
  REFRESH_IDLE_MS: {
    ...wholeNumber(100, day),
    default: '15000',
    example: '15000',
    description: 'Time between two polls of any other environment; not below `REFRESH_ACTIVE_MS`.',
  },
  MAX_AGE_MS: {
    ...wholeNumber(0, day),
    default: '5000',
    example: '5000',
    description: 'Maximum age of a copy that a query returns; an older copy is refreshed first.',
  },
  LEASE_MS: {
    ...wholeNumber(300, day),
    default: '5000',
    example: '5000',
    description:
      'With several replicas: how long the replica that polls an environment may be silent before another takes over. After a replica has died in a write, the next write to the same application waits for at most twice this time.',
  },
  SUBSCRIBER_QUEUE: {
    ...wholeNumber(10, 1_000_000),
    default: '1000',
    example: '1000',
    description:
      'Maximum number of changes queued for one slow subscriber; beyond it the connection closes with 4900 and the client resumes by cursor.',
  },
  RESPONSE_CACHE_MB: {
    ...wholeNumber(0, 16_384),
    default: '64',
    example: '64',
    description:
      'Memory for cached responses and their compressed forms, which are reused while the data they read is unchanged; 0: no cache.',
  },
  COMPRESSION: {
    ...oneOf('on', 'off'),
    default: 'on',
    example: 'off',
    description:
      'Compresses responses from 1 kB for clients that accept `br`, `zstd` or `gzip`. `off` for a gateway behind a proxy that compresses.',
  },
  JOURNAL_LENGTH: {
    ...wholeNumber(100, 200_000),
    default: '10000',
    example: '10000',
    description: 'Job state transitions kept for subscribers that resume with a cursor.',
  },
  CHECKPOINT_MS: {
    ...wholeNumber(100, 600_000),
    default: '20000',
    example: '20000',
    description:
      'How often a subscription without other messages receives its position as a `JobStateCheckpoint`, in milliseconds.',
  },
  TIMELINE_LENGTH: {
    ...wholeNumber(10, 100_000),
    default: '500',
    example: '500',
    description:
      'Transitions, and likewise CMF events, that the gateway keeps per application for its timeline.',
  },
  UPGRADE_STUCK_AFTER_MS: {
    ...wholeNumber(0, 30 * day),
    default: '600000',
    example: '600000',
    description: 'An upgrade that has been pending for this long is reported as stuck.',
  },
  LOG_URL_TEMPLATE: {
    ...text(/^https?:\/\/\S+$/i, 'an http or https URL'),
    example: 'https://grafana.example/d/flink?var-instance={uid}&from={fromMs}&to={toMs}',
    description:
      "Link to an instance's logs, for `Instance.logs.link`. It may contain `{uid}`, `{environment}`, `{application}`, `{namespace}`, `{from}`, `{to}` (RFC 3339), `{fromMs}` and `{toMs}` (epoch), but not in the host. Unset: no link.",
  },
  DRAIN_DELAY_MS: {
    ...wholeNumber(0, day),
    default: '0',
    example: '5000',
    description:
      'How long the gateway still accepts connections after SIGTERM while `/ready` responds 503, so that load balancers stop sending requests first.',
  },
  SHUTDOWN_TIMEOUT_MS: {
    ...wholeNumber(0, day),
    default: '10000',
    example: '10000',
    description: 'Time limit for running requests after SIGTERM.',
  },
} as const satisfies Record<string, Setting>;
