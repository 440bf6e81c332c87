/** The plan of a change. The gateway computes it and writes nothing. */
import { graphql } from 'react-relay';
import { getRequest } from 'relay-runtime';
import type { Change } from '../changes/change.ts';
import type { planQuery, planQuery$variables } from '../gql/planQuery.graphql';
import { RequestError, request } from '../relay/request.ts';

/** Spread without masking, because plans are read from the response and not from Relay's store. */
export const planFragment = graphql`
  fragment plan_plan on ApplicationPlan {
    createsInstance
    replacement
    stale
    restoresFrom {
      kind
      name
      path
      takenAt
    }
    changes {
      summary
      changes {
        path
        segments
        kind
        section
        before
        after
      }
    }
    overridden {
      key
      value
      overridden
    }
    warnings {
      kind
      message
      path
    }
  }
`;

const query = graphql`
  query planQuery($input: PlanApplicationInput!) {
    planApplication(input: $input) {
      ...plan_plan @relay(mask: false)
    }
  }
`;

type Planned = NonNullable<planQuery['response']['planApplication']>;

export interface Plan extends Omit<Planned, 'changes'> {
  readonly changes: { readonly summary: string; readonly changes: readonly Change[] };
}

export type Replacement = Planned['replacement'];
export type RestorePoint = NonNullable<Planned['restoresFrom']>;

/** The message of a `RequestError` is the reason why there is no plan. */
export async function requestPlan(input: planQuery$variables['input']): Promise<Plan> {
  // Relay hides the messages of errors of single fields.
  const response = await request(getRequest(query).params, { input });
  const { data, errors } = response as {
    readonly data?: planQuery['response'];
    readonly errors?: readonly {
      readonly message: string;
      readonly extensions?: { readonly code?: string };
    }[];
  };
  if (data?.planApplication) return data.planApplication;
  const [error] = errors ?? [];
  throw new RequestError(error?.extensions?.code ?? 'HTTP', error?.message ?? 'There is no plan.', null);
}
