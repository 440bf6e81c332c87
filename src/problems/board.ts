/**
 * The problems of the whole fleet as this process sees them, kept current while there are subscribers, once for all
 * of them.
 *
 * The board works through one queue: commits of the store in journal order, and a periodic check. So a snapshot and
 * the changes after it fit together. A commit evaluates the applications that it wrote. The check evaluates
 * conditions that change without a commit: environments, applications with a problem, and applications with an
 * instance that waits for deployment. From CMF it reads only instances: once when a spec changed, and after each
 * change of an application while an instance waits.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';
import pLimit from 'p-limit';
import type { Application } from '../cmf/resources/application.ts';
import type { FlinkJobs } from '../flink/jobs.ts';
import type { ApplicationChange, Committed } from '../live/committed.ts';
import { encodeCursor } from '../live/cursor.ts';
import { type GapReason, isRestart } from '../live/journal.ts';
import type { JournalEntry, Position } from '../live/transition.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Store } from '../store/store.ts';
import { environmentNames } from '../store/view.ts';
import { BoardChange, failureIn } from './board-change.ts';
import { environmentProblems } from './environment-problems.ts';
import { findProblems, isWaiting } from './find-problems.ts';
import type { Problem } from './problem.ts';
import { createProblemSets, type Difference } from './problem-sets.ts';
import type { ProblemCheckpoint } from './problem-update.ts';

export interface BoardListener {
  /** The changes of one commit or check. The last cursor is that of the board's new position, the others are earlier. */
  onChanges(changes: readonly BoardChange[]): void;
  /** The journal continues, but not from its previous position. The board is already current. */
  onRestart(reason: GapReason): void;
}

export interface ProblemBoard {
  /** Receives changes until disposed. The first listener starts the board, the last one stops it. */
  join(listener: BoardListener): Disposable;
  /** Resolves when the board includes the current data of CMF for this environment, or for all (null). */
  ready(environment: string | null): Promise<void>;
  readonly problems: readonly Problem[];
  readonly position: Position;
  /** The same object until the position changes. */
  readonly checkpoint: ProblemCheckpoint;
  /** Reports a change of this application without a commit. */
  recheck(application: Application): void;
}

export interface ProblemBoardOptions {
  readonly mirror: Pick<
    Mirror,
    'jobStates' | 'recall' | 'knownInstances' | 'instances' | 'events' | 'savepoints' | 'health'
  >;
  readonly store: Pick<Store, 'view' | 'announced' | 'onCommit'>;
  readonly flink: FlinkJobs;
  readonly stuckAfterMs: number;
  /** The interval of checks of time-dependent problems. */
  readonly checkMs: number;
  /** The age from which a copy is stale: while CMF is known not to respond, and in any case. */
  readonly staleAfterMs: { readonly unreachable: number; readonly always: number };
  readonly now?: () => number;
  readonly onFailure?: (error: unknown) => void;
}

const concurrency = 16;

export function createProblemBoard(options: ProblemBoardOptions): ProblemBoard {
  const { mirror, store, flink, stuckAfterMs, checkMs, staleAfterMs, now = Date.now, onFailure } = options;
  const listeners = new Set<BoardListener>();
  const limit = pLimit(concurrency);
  const outsideOfRequests = AsyncLocalStorage.snapshot();
  const current = createProblemSets();
  let position = store.announced.position;
  let checkpoint: ProblemCheckpoint | null = null;
  let queue = Promise.resolve();
  let running: DisposableStack | null = null;

  /** Runs after all earlier tasks, unless the board stops before. */
  const enqueue = (task: () => Promise<void>): Promise<void> => {
    const started = running;
    queue = queue.then(async () => {
      if (started !== null && started === running) await task();
    });
    queue = queue.catch((error: unknown) => onFailure?.(error));
    return queue;
  };

  const evaluate = async (application: Application, specChanged: boolean): Promise<readonly Difference[]> => {
    const known = mirror.knownInstances(application);
    const { problems, isComplete } = await findProblems(
      application,
      {
        wants: () => true,
        details: false,
        readsInstances: specChanged || (known !== undefined && isWaiting(application, known)),
      },
      { mirror, flink, read: {}, stuckAfterMs, now: now() },
    );
    const { environment, name } = application;
    // A problem whose inputs could not be read is not resolved.
    const kept = isComplete ? [] : current.of(environment, name).filter(isUpgrade);
    return current.replace(environment, name, problems.some(isUpgrade) ? problems : [...problems, ...kept]);
  };

  const evaluateAll = async (applications: readonly Application[]): Promise<readonly Difference[]> =>
    (await Promise.all(applications.map((each) => limit(() => evaluate(each, false))))).flat();

  const evaluateEnvironments = (): readonly Difference[] => {
    const { environments } = store.view.environments;
    const age = mirror.health.isUp ? staleAfterMs.always : staleAfterMs.unreachable;
    const gone = current.environments().filter((name) => !environments.has(name));
    return [
      ...gone.flatMap((name) => current.replace(name, null, [])),
      ...[...environments].flatMap(([name, environment]) => {
        const { observedAt, completeRevision } = store.view.environment(name);
        const copy = { observedAt, stale: completeRevision > 0 && now() - observedAt > age };
        return current.replace(name, null, environmentProblems(name, environment, copy));
      }),
    ];
  };

  const applicationsInView = (): readonly Application[] =>
    environmentNames(store.view).flatMap((name) =>
      [...store.view.environment(name).applications.values()].map(({ application }) => application),
    );

  const mayChangeByTime = (application: Application): boolean => {
    if (current.of(application.environment, application.name).length > 0) return true;
    const known = mirror.knownInstances(application);
    return known !== undefined && isWaiting(application, known);
  };

  const publish = (found: readonly Difference[], next: Position): void => {
    const before = encodeCursor(position);
    position = next;
    checkpoint = null;
    const after = encodeCursor(position);
    const changes = found.map(
      ({ previous, next: problem }, index) =>
        new BoardChange(index === found.length - 1 ? after : before, previous, problem),
    );
    if (changes.length === 0) return;
    for (const listener of listeners) listener.onChanges(changes);
  };

  /** Failures that ended within the commit: the evaluation afterwards shows only the last state. */
  const passingFailures = (entries: readonly JournalEntry[]): readonly Difference[] => {
    const byApplication = Map.groupBy(entries, ({ transition: { environment, application } }) =>
      JSON.stringify([environment, application]),
    );
    return [...byApplication.values()].flatMap((own) =>
      own.slice(0, -1).flatMap(({ transition }) => {
        const { environment, application } = transition;
        const others = current.of(environment, application).filter(({ kind }) => kind !== 'FAILED');
        const problem = failureIn(transition);
        return current.replace(environment, application, problem ? [...others, problem] : others);
      }),
    );
  };

  const take = ({ applications, events }: Committed): Promise<void> =>
    enqueue(async () => {
      const entries = events.flatMap((event) => (isRestart(event) ? [] : [event]));
      const passing = passingFailures(entries);
      const evaluated = await Promise.all(
        applications.map((change) =>
          limit(async () => {
            if (change.next) return evaluate(change.next, isEdited(change));
            const { previous } = change;
            return previous ? current.replace(previous.environment, previous.name, []) : [];
          }),
        ),
      );
      publish([...passing, ...evaluated.flat()], events.at(-1)?.position ?? position);
      const restart = events.findLast(isRestart);
      if (restart) for (const listener of listeners) listener.onRestart(restart.restart);
    });

  const check = () =>
    enqueue(async () => {
      const changed = await evaluateAll(applicationsInView().filter(mayChangeByTime));
      publish([...evaluateEnvironments(), ...changed], position);
    });

  const start = (): DisposableStack => {
    const opened = new DisposableStack();
    running = opened;
    opened.use(store.onCommit((committed) => void take(committed)));
    position = store.announced.position;
    checkpoint = null;
    const timer = outsideOfRequests(() => setInterval(() => void check(), checkMs).unref());
    opened.defer(() => clearInterval(timer));
    void enqueue(async () => {
      // Reset here instead of at the stop, because a task of the last run may have ended after the stop.
      current.clear();
      publish([...evaluateEnvironments(), ...(await evaluateAll(applicationsInView()))], position);
    });
    return opened;
  };

  return {
    join(listener) {
      listeners.add(listener);
      if (!running) start();
      return {
        [Symbol.dispose]() {
          listeners.delete(listener);
          if (listeners.size > 0) return;
          running?.dispose();
          running = null;
        },
      };
    },
    async ready(environment) {
      await mirror.jobStates(environment);
      await enqueue(async () => publish(evaluateEnvironments(), position));
    },
    get problems() {
      return current.all();
    },
    get position() {
      return position;
    },
    get checkpoint() {
      return (checkpoint ??= { kind: 'checkpoint', cursor: encodeCursor(position) });
    },
    recheck(application) {
      void enqueue(async () => publish(await evaluate(application, false), position));
    },
  };
}

function isUpgrade({ kind }: Problem): boolean {
  return kind === 'UPGRADE_STUCK';
}

function isEdited({ previous, next }: ApplicationChange): boolean {
  return previous !== null && next !== null && !isDeepStrictEqual(previous.spec, next.spec);
}
