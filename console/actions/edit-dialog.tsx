/** Edits the spec of an application as YAML or JSON, with the plan beside it. */
import { useRef } from 'react';
import { graphql, useLazyLoadQuery } from 'react-relay';
import type { EditorHandle } from '../editor/code-editor.tsx';
import { SpecEditor } from '../editor/spec-editor.tsx';
import { SpecProblems } from '../editor/spec-problems.tsx';
import type { Spec } from '../editor/spec-text.ts';
import { useDraft } from '../editor/use-draft.ts';
import type { editDialogMutation } from '../gql/editDialogMutation.graphql';
import type { editDialogQuery } from '../gql/editDialogQuery.graphql';
import { ActionDialog } from './action-dialog.tsx';
import styles from './actions.module.css';
import type { DialogProps } from './dialog-props.ts';
import { effectOf } from './plan-texts.ts';
import { PlannedChange } from './planned-change.tsx';
import { usePlan } from './use-plan.ts';
import { useWrite } from './use-write.ts';

const query = graphql`
  query editDialogQuery($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      spec
    }
  }
`;

const mutation = graphql`
  mutation editDialogMutation($input: ApplyApplicationInput!) {
    applyApplication(input: $input) {
      ...problems_payload
      application {
        ...applicationHeader_application
        ...applicationActions_application
      }
    }
  }
`;

export default function EditDialog(props: DialogProps) {
  const { environment, name } = props.target;
  const { application } = useLazyLoadQuery<editDialogQuery>(
    query,
    { environment, name },
    { fetchPolicy: 'network-only' },
  );
  const original = specOf(application?.spec);
  const state = useDraft(original);
  const editor = useRef<EditorHandle>(null);
  const write = useWrite<editDialogMutation>({
    mutation,
    payloadOf: ({ applyApplication }) => applyApplication,
    target: props.target,
    onDone: ({ unchanged }) =>
      props.onDone(unchanged ? 'Unchanged: CMF already has this spec.' : 'Applied: CMF has the new spec.'),
  });
  const { parsed, problems } = state;
  const edited = parsed && 'spec' in parsed ? parsed.spec : null;
  const isUnchanged = edited !== null && JSON.stringify(edited) === JSON.stringify(original);
  const spec = edited && !isUnchanged ? edited : undefined;
  const planning = usePlan({ environment, name, spec, expected: write.expected });
  return (
    <ActionDialog
      title={`Edit ${name}`}
      effect={spec !== undefined && planning.kind === 'planned' ? effectOf(planning.plan) : null}
      isWide
      isEdited={!isUnchanged}
      {...props}
      write={write}
      onConfirm={() => write.send({ environment, name, spec })}
    >
      <div className={styles['editor']}>
        <SpecEditor state={state} handle={editor} />
        <section aria-label="Plan" aria-live="polite">
          {problems.length > 0 ? (
            <SpecProblems problems={problems} onGoTo={(offset) => editor.current?.goTo(offset)} />
          ) : isUnchanged ? (
            <p className="muted">
              Change the spec, and the plan appears here. Nothing is sent before you confirm it.
            </p>
          ) : (
            <PlannedChange planning={planning} showsOverridden />
          )}
        </section>
      </div>
    </ActionDialog>
  );
}

function specOf(spec: unknown): Spec {
  return spec !== null && typeof spec === 'object' ? { ...spec } : {};
}
