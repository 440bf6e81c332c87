/** Edits the spec of an application as JSON, with the plan beside it. */
import { useState } from 'react';
import { graphql, useLazyLoadQuery } from 'react-relay';
import type { editDialogMutation } from '../gql/editDialogMutation.graphql';
import type { editDialogQuery } from '../gql/editDialogQuery.graphql';
import { Notice } from '../ui/notice.tsx';
import { ActionDialog } from './action-dialog.tsx';
import styles from './actions.module.css';
import type { DialogProps } from './dialog-props.ts';
import { parseSpec } from './parse-spec.ts';
import { effectOf } from './plan-words.ts';
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

export function EditDialog(props: DialogProps) {
  const { environment, name } = props.target;
  const { application } = useLazyLoadQuery<editDialogQuery>(
    query,
    { environment, name },
    { fetchPolicy: 'network-only' },
  );
  const original = JSON.stringify(application?.spec ?? {}, null, 2);
  const [text, setText] = useState(original);
  const parsed = parseSpec(text);
  const write = useWrite<editDialogMutation>({
    mutation,
    payloadOf: ({ applyApplication }) => applyApplication,
    target: props.target,
    onDone: ({ unchanged }) =>
      props.onDone(unchanged ? 'CMF had nothing to change.' : 'Applied: CMF has the new spec.'),
  });
  const isEdited = text !== original;
  const spec = isEdited && 'spec' in parsed ? parsed.spec : undefined;
  const planning = usePlan({ environment, name, spec, expected: write.expected });
  return (
    <ActionDialog
      title={`Edit ${name}`}
      effect={spec !== undefined && planning.kind === 'planned' ? effectOf(planning.plan) : null}
      isWide
      {...props}
      write={write}
      onConfirm={() => write.send({ environment, name, spec })}
    >
      <div className={styles['editor']}>
        <label>
          Spec of the application, without the defaults of the environment
          <textarea
            className={styles['text']}
            spellCheck={false}
            autoComplete="off"
            value={text}
            aria-invalid={'problem' in parsed}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <section aria-label="Plan" aria-live="polite">
          {'problem' in parsed ? (
            <Notice tone="danger">{parsed.problem}</Notice>
          ) : isEdited ? (
            <PlannedChange planning={planning} showsOverridden />
          ) : (
            <p className="muted">
              Change the spec, and the plan appears here. Nothing is sent before you confirm it.
            </p>
          )}
        </section>
      </div>
    </ActionDialog>
  );
}
