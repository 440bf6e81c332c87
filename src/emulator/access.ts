/**
 * Who may see what, by bearer token: the outcome of CMF's RBAC, not its roles. Rights on environments give nothing
 * inside them, and the reverse (contract section 2). Off until something is required.
 */

export interface Rights {
  /** Which entries of the environment list (and which single environments) may be read. */
  readonly environments?: 'all' | readonly string[];
  /** The environments whose applications, instances, events and savepoints may be read and changed. */
  readonly applications?: 'all' | readonly string[];
}

/** Whether a list leaves out what is forbidden or is refused as a whole: the contract knows neither. */
export type ListPolicy = 'filter' | 'refuse';

export interface Access {
  /** From now on a request needs a known token (401 without). */
  require(required: boolean): void;
  allow(token: string, rights: Rights): void;
  /** The token is unknown from now on. */
  revoke(token: string): void;
  /** For the list of environments. */
  lists: ListPolicy;
  /** For the list of an environment's applications: `filter` answers 200 with no items. */
  applicationLists: ListPolicy;
  /** What the `Authorization` header may see; null when it is missing or unknown. */
  judge(authorization: string | undefined): Judgement | null;
}

export interface Judgement {
  readonly allEnvironments: boolean;
  environment(name: string): boolean;
  applications(environment: string): boolean;
}

export function createAccess(): Access {
  const known = new Map<string, Rights>();
  let required = false;

  return {
    require: (value) => void (required = value),
    allow: (token, rights) => void known.set(token, rights),
    revoke: (token) => void known.delete(token),
    lists: 'filter',
    applicationLists: 'refuse',
    judge(authorization) {
      if (!required) return judgementOf({ environments: 'all', applications: 'all' });
      const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      const rights = token === undefined ? undefined : known.get(token);
      return rights ? judgementOf(rights) : null;
    },
  };
}

function judgementOf({ environments = [], applications = [] }: Rights): Judgement {
  return {
    allEnvironments: environments === 'all',
    environment: (name) => environments === 'all' || environments.includes(name),
    applications: (environment) => applications === 'all' || applications.includes(environment),
  };
}
