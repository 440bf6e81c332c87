/** Suspends or starts an application after it has shown the plan. */
import { graphql, useLazyLoadQuery } from 'react-relay';
import type { switchDialogQuery } from '../gql/switchDialogQuery.graphql';
import type { switchDialogStartMutation } from '../gql/switchDialogStartMutation.graphql';
import type { switchDialogSuspendMutation } from '../gql/switchDialogSuspendMutation.graphql';
import { ActionDialog } from './action-dialog.tsx';
import type { DialogProps } from './dialog-props.ts';
import { PlannedChange } from './planned-change.tsx';
import { usePlan } from './use-plan.ts';
import { useWrite } from './use-write.ts';
import { withJobState } from './with-job-state.ts';

const query = graphql`
  query switchDialogQuery($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      spec
    }
  }
`;

const suspend = graphql`
  mutation switchDialogSuspendMutation($input: SuspendApplicationInput!) {
    suspendApplication(input: $input) {
      ...problems_payload
      application {
        ...applicationHeader_application
        ...applicationActions_application
      }
    }
  }
`;

const start = graphql`
  mutation switchDialogStartMutation($input: StartApplicationInput!) {
    startApplication(input: $input) {
      ...problems_payload
      application {
        ...applicationHeader_application
        ...applicationActions_application
      }
    }
  }
`;

export function SuspendDialog(props: DialogProps) {
  const write = useWrite<switchDialogSuspendMutation>({
    mutation: suspend,
    payloadOf: ({ suspendApplication }) => suspendApplication,
    target: props.target,
    onDone: ({ unchanged }) =>
      props.onDone(unchanged ? 'It is already suspended.' : 'Suspended: the job stops now.'),
  });
  const planning = useSwitchPlan(props, 'suspended', write.expected);
  return (
    <ActionDialog
      title={`Suspend ${props.target.name}`}
      // Suspending needs no plan: it is the emergency action.
      effect={planning.kind === 'planning' ? null : 'Suspend'}
      isDangerous
      {...props}
      write={write}
      onConfirm={() => write.send({ application: props.target.id })}
    >
      <PlannedChange planning={planning} />
    </ActionDialog>
  );
}

export function StartDialog(props: DialogProps) {
  const write = useWrite<switchDialogStartMutation>({
    mutation: start,
    payloadOf: ({ startApplication }) => startApplication,
    target: props.target,
    onDone: ({ unchanged }) =>
      props.onDone(unchanged ? 'It is already started.' : 'Started: the cluster is starting.'),
  });
  const planning = useSwitchPlan(props, 'running', write.expected);
  return (
    <ActionDialog
      title={`Start ${props.target.name}`}
      effect={planning.kind === 'planning' ? null : 'Start'}
      {...props}
      write={write}
      onConfirm={() => write.send({ application: props.target.id })}
    >
      <PlannedChange planning={planning} />
    </ActionDialog>
  );
}

function useSwitchPlan({ target }: DialogProps, state: 'running' | 'suspended', expected: string | null) {
  const { environment, name } = target;
  const { application } = useLazyLoadQuery<switchDialogQuery>(
    query,
    { environment, name },
    { fetchPolicy: 'network-only', fetchKey: expected ?? '' },
  );
  return usePlan({ environment, name, spec: withJobState(application?.spec, state), expected });
}
