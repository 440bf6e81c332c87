/** Lists of problems: of an application, of an environment, and across environments. */
import pLimit from 'p-limit';
import type { Application as ApplicationModel } from '../src/cmf/resources/application.ts';
import { environmentProblems } from '../src/problems/environment-problems.ts';
import {
  type FoundProblems,
  findProblems,
  maxDetailCalls,
  type RequestedProblems,
} from '../src/problems/find-problems.ts';
import { identityOf, type Problem as ProblemModel, rankOf } from '../src/problems/problem.ts';
import { Application } from './application.ts';
import { Missing } from './applications.ts';
import { builder } from './builder.ts';
import { type Context, unnamed } from './context.ts';
import { Environment } from './environment.ts';
import { publicError, toPublicError } from './errors.ts';
import { memberMatcher } from './filters.ts';
import { flinkCall } from './job/cost.ts';
import type { MissingEnvironment } from './models.ts';
import { type Order, pageOf } from './pagination.ts';
import { Problem, ProblemKind, Severity } from './problem.ts';

const ProblemFilter = builder.inputType('ProblemFilter', {
  description: 'Selects the problems that match every given condition.',
  fields: (t) => ({
    environment: t.string({ description: 'The name of the environment.' }),
    kinds: t.field({
      type: [ProblemKind],
      description: 'The accepted kinds. The gateway reads no data for other kinds.',
    }),
    severities: t.field({ type: [Severity], description: 'The accepted severities.' }),
  }),
});

type Filter = typeof ProblemFilter.$inferInput;

const worstFirst: Order<ProblemModel> = {
  name: 'problem',
  direction: 'ASC',
  key: rankOf,
  identity: identityOf,
};

/** Bound on the applications whose details one field reads. */
const maxDetailed = 50;
/** The archive may be in Redis. */
const concurrentReads = 32;

const detailsRule = `Without \`details\` the list costs no call to CMF beyond the mirror, and none to Flink. With \`details: true\` the gateway also reads instances, events and savepoints from CMF and the job from Flink, as far as the accepted kinds need them: at most ${maxDetailCalls} calls for each application`;

/** The maximum number of calls to CMF and Flink for `details: true`. */
const costOfDetails = (applications: number) => ({
  costIf: { argument: 'details', cost: applications * maxDetailCalls * flinkCall.cost },
});

builder.objectFields(Application, (t) => ({
  problems: t.field({
    type: [Problem],
    extensions: costOfDetails(1),
    description: `The problems of the application, worst first. ${detailsRule}; problems whose data cannot be read are omitted.`,
    args: {
      kinds: t.arg({ type: [ProblemKind], description: 'The accepted kinds.' }),
      details: t.arg.boolean({ defaultValue: false, description: 'Also read CMF and Flink.' }),
    },
    resolve: async ({ value }, { kinds, details }, context) => {
      const wanted = { wants: memberMatcher(kinds), details: details ?? false };
      const { problems } = await findProblems(value, wanted, readsOf(context));
      return problems.toSorted((a, b) => rankOf(a) - rankOf(b));
    },
  }),
}));

interface ProblemsIn {
  readonly problems: readonly ProblemModel[];
  /** Applications whose details were requested and are missing or incomplete. */
  readonly undetailed: number;
  readonly missing: readonly MissingEnvironment[];
}

const ProblemEdge = builder.edgeObject({
  type: Problem,
  name: 'ProblemEdge',
  description: 'A problem and its position.',
});

const ProblemConnection = builder.connectionObject(
  {
    type: Problem,
    name: 'ProblemConnection',
    description: 'One page of problems, worst first: by severity, then the newest.',
    fields: (t) => ({
      missing: t.field({
        type: [Missing],
        description:
          'The environments whose problems are missing from this list because their applications could not be read.',
        resolve: (connection) => connection.missing ?? [],
      }),
      undetailed: t.int({
        description: `With \`details: true\`: the number of applications whose details are missing or incomplete in this list, because CMF or Flink did not respond, or because they are beyond the first ${maxDetailed}. Applications with known problems come first, then by name.`,
        resolve: ({ undetailed }) => undetailed ?? 0,
      }),
    }),
  },
  ProblemEdge,
);

const description = `Problems, worst first: by severity, then the newest. ${detailsRule}, for at most ${maxDetailed} applications.`;

builder.objectFields(Environment, (t) => ({
  problems: t.connection(
    {
      type: Problem,
      extensions: costOfDetails(maxDetailed),
      description,
      args: {
        filter: t.arg({ type: ProblemFilter, description: 'Conditions on the problems.' }),
        details: t.arg.boolean({ defaultValue: false, description: 'Also read CMF and Flink.' }),
      },
      resolve: async ({ value }, args, context) => {
        const { filter } = args;
        if (filter?.environment != null && filter.environment !== value.name) {
          throw publicError('BAD_FILTER', `\`filter.environment\` must be absent or "${value.name}" here.`);
        }
        return pageOfProblems(await problemsIn([value.name], args, context), args);
      },
    },
    ProblemConnection,
    ProblemEdge,
  ),
}));

builder.queryField('problems', (t) =>
  t.connection(
    {
      type: Problem,
      nullable: true,
      extensions: costOfDetails(maxDetailed),
      description,
      args: {
        filter: t.arg({ type: ProblemFilter, description: 'Conditions on the problems.' }),
        details: t.arg.boolean({ defaultValue: false, description: 'Also read CMF and Flink.' }),
      },
      resolve: async (_root, args, context) => {
        const names = await environmentNames(args.filter?.environment ?? null, context);
        return pageOfProblems(await problemsIn(names, args, context), args);
      },
    },
    ProblemConnection,
    ProblemEdge,
  ),
);

interface ListArguments {
  readonly filter?: Filter | null | undefined;
  readonly details?: boolean | null | undefined;
}

function pageOfProblems({ problems, undetailed, missing }: ProblemsIn, args: Parameters<typeof pageOf>[1]) {
  const page = pageOf(problems, args, worstFirst);
  return { ...page, undetailed, missing, totalCount: missing.length > 0 ? null : page.totalCount };
}

/** Rights do not nest: the applications of an environment may be visible while the environment is not, and the reverse. */
async function environmentNames(name: string | null, { mirror, read }: Context): Promise<readonly string[]> {
  const withApplications = await mirror.applicationEnvironments(name, read);
  const environments = await mirror.environments(read);
  const visible = [...environments.value.keys()].filter((each) => name === null || each === name);
  return [...new Set([...withApplications, ...visible])];
}

async function problemsIn(
  names: readonly string[],
  { filter, details }: ListArguments,
  context: Context,
): Promise<ProblemsIn> {
  const missing: MissingEnvironment[] = [];
  const wants = memberMatcher(filter?.kinds);
  const hasSeverity = memberMatcher(filter?.severities);
  const parts = await Promise.all(
    names.map(async (name) => {
      try {
        return await readEnvironment(name, context);
      } catch (error) {
        const publicForm = toPublicError(error);
        if (!publicForm) throw error;
        const { message, extensions } = publicForm;
        missing.push({ environment: name, code: String(extensions['code']), message });
        return null;
      }
    }),
  );
  const present = parts.filter((part) => part !== null);
  const applications = present.flatMap((part) => part.applications);
  const found = await findAll(applications, { wants, details: details ?? false }, context);
  const problems = [
    ...present.flatMap((part) => part.problems.filter(({ kind }) => wants(kind))),
    ...found.problems,
  ];
  return {
    problems: problems.filter(({ severity }) => hasSeverity(severity)),
    undetailed: found.undetailed,
    missing,
  };
}

/** The applications of an environment that the caller may see, and the problems of the environment itself. */
async function readEnvironment(name: string, { mirror, read }: Context) {
  const applications = await mirror.applications(name, unnamed(read));
  const environment = await mirror.environment(name, unnamed(read));
  return {
    problems: environmentProblems(name, environment?.value ?? null, applications),
    applications: [...(applications?.value.values() ?? [])],
  };
}

/** First evaluates without details, to determine which applications to read first. */
async function findAll(
  applications: readonly ApplicationModel[],
  wanted: RequestedProblems,
  context: Context,
): Promise<Pick<ProblemsIn, 'problems' | 'undetailed'>> {
  const reads = readsOf(context);
  const limit = pLimit(concurrentReads);
  const find = (list: readonly ApplicationModel[], details: boolean) =>
    Promise.all(
      list.map((application) => limit(() => findProblems(application, { ...wanted, details }, reads))),
    );
  const known = new Map<ApplicationModel, FoundProblems>();
  const cheap = await find(applications, false);
  for (const [index, application] of applications.entries()) {
    const found = cheap[index];
    if (found) known.set(application, found);
  }
  let undetailed = 0;
  if (wanted.details) {
    const hasProblem = (application: ApplicationModel) => (known.get(application)?.problems.length ?? 0) > 0;
    const ordered = applications.toSorted(
      (a, b) =>
        Number(hasProblem(b)) - Number(hasProblem(a)) ||
        (a.environment === b.environment ? compare(a.name, b.name) : compare(a.environment, b.environment)),
    );
    const detailed = ordered.slice(0, maxDetailed);
    const results = await find(detailed, true);
    for (const [index, application] of detailed.entries()) {
      const found = results[index];
      if (found) known.set(application, found);
    }
    undetailed = ordered.length - results.filter(({ isComplete }) => isComplete).length;
  }
  return { problems: [...known.values()].flatMap(({ problems }) => problems), undetailed };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function readsOf({ gateway, mirror, flink, read }: Context) {
  return { mirror, flink, read, stuckAfterMs: gateway.history.upgradeStuckAfterMs, now: Date.now() };
}
