/** Deletes an application after the user has typed its name. */
import { useState } from 'react';
import { graphql } from 'react-relay';
import type { deleteDialogMutation } from '../gql/deleteDialogMutation.graphql';
import { ActionDialog } from './action-dialog.tsx';
import type { DialogProps } from './dialog-props.ts';
import { useWrite } from './use-write.ts';

const mutation = graphql`
  mutation deleteDialogMutation($input: DeleteApplicationInput!) {
    deleteApplication(input: $input) {
      ...problems_payload
    }
  }
`;

export function DeleteDialog(props: DialogProps) {
  const { id, name, environment } = props.target;
  const [typed, setTyped] = useState('');
  const write = useWrite<deleteDialogMutation>({
    mutation,
    payloadOf: ({ deleteApplication }) => deleteApplication,
    target: props.target,
    onDone: () => props.onDone(`${name} was deleted.`),
  });
  return (
    <ActionDialog
      title={`Delete ${name}`}
      effect={typed === name ? `Delete ${name}` : null}
      isDangerous
      {...props}
      write={write}
      onConfirm={() => write.send({ application: id })}
    >
      <p>
        The job stops, and CMF deletes the application, its instances and its events from {environment}.
        Detached savepoints remain. This cannot be undone.
      </p>
      <label>
        Type <code>{name}</code> to confirm
        <br />
        <input
          className="input"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </label>
    </ActionDialog>
  );
}
