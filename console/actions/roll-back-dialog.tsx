/** Returns to the effective spec of an earlier instance. The user confirms the difference. */
import { useEffect, useState } from 'react';
import { graphql } from 'react-relay';
import { getRequest } from 'relay-runtime';
import changesStyles from '../changes/changes.module.css';
import { InstanceChoice } from '../changes/instance-choice.tsx';
import { useInstances } from '../changes/use-instances.ts';
import type { rollBackDialogMutation } from '../gql/rollBackDialogMutation.graphql';
import type { rollBackDialogPlanMutation } from '../gql/rollBackDialogPlanMutation.graphql';
import { request } from '../relay/request.ts';
import { ActionDialog } from './action-dialog.tsx';
import type { DialogProps } from './dialog-props.ts';
import { effectOf } from './plan-texts.ts';
import { PlannedChange } from './planned-change.tsx';
import type { Planning } from './use-plan.ts';
import { useWrite } from './use-write.ts';

const mutation = graphql`
  mutation rollBackDialogMutation($input: RollBackApplicationInput!) {
    rollBackApplication(input: $input) {
      ...problems_payload
      application {
        ...applicationHeader_application
        ...applicationActions_application
      }
    }
  }
`;

const dryRun = graphql`
  mutation rollBackDialogPlanMutation($input: RollBackApplicationInput!) {
    rollBackApplication(input: $input) {
      errors {
        message
      }
      plan {
        ...plan_plan @relay(mask: false)
      }
    }
  }
`;

export function RollBackDialog(props: DialogProps) {
  const { id, environment, name } = props.target;
  const instances = useInstances(environment, name);
  const [to, setTo] = useState<string | null>(props.instance ?? null);
  const write = useWrite<rollBackDialogMutation>({
    mutation,
    payloadOf: ({ rollBackApplication }) => rollBackApplication,
    target: props.target,
    onDone: ({ unchanged }) =>
      props.onDone(
        unchanged ? 'The application already has this spec.' : 'Rolled back: CMF created a new instance.',
      ),
  });
  const choices = instances?.filter((instance) => instance.id !== write.expected) ?? [];
  const chosen = choices.find(({ uid }) => uid === to);
  const planning = useRollBackPlan(id, chosen?.id ?? null, write.expected);
  return (
    <ActionDialog
      title={`Roll back ${name}`}
      effect={planning?.kind === 'planned' ? effectOf(planning.plan) : null}
      isWide
      {...props}
      write={write}
      onConfirm={() => chosen && write.send({ application: id, to: chosen.id })}
    >
      {choices.length === 0 ? (
        <p>There is no earlier instance to return to.</p>
      ) : (
        <div className={changesStyles['controls']}>
          <InstanceChoice label="Return to" choices={choices} value={chosen?.uid ?? null} onChange={setTo} />
        </div>
      )}
      {planning && <PlannedChange planning={planning} />}
    </ActionDialog>
  );
}

/** Null: no instance is chosen. */
function useRollBackPlan(application: string, to: string | null, expected: string | null): Planning | null {
  const [planning, setPlanning] = useState<Planning | null>(null);
  // A plan depends on the latest instance.
  const key = to === null ? null : JSON.stringify([to, expected]);
  useEffect(() => {
    if (key === null) return;
    const [instance] = JSON.parse(key);
    let isCurrent = true;
    const set = (next: Planning) => isCurrent && setPlanning(next);
    set({ kind: 'planning' });
    planRollBack(application, instance).then(set, (error: unknown) =>
      set({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [application, key]);
  return key === null ? null : planning;
}

async function planRollBack(application: string, to: string): Promise<Planning> {
  const response = await request(getRequest(dryRun).params, { input: { application, to, dryRun: true } });
  const { rollBackApplication } = (response as { readonly data: rollBackDialogPlanMutation['response'] })
    .data;
  const { plan, errors } = rollBackApplication;
  if (plan && errors.length === 0) return { kind: 'planned', plan };
  return { kind: 'failed', message: errors.map(({ message }) => message).join(' ') || 'There is no plan.' };
}
