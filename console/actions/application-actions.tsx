/** The actions on an application. Shown where the gateway accepts mutations. */
import { lazy, Suspense, useState } from 'react';
import { graphql, useFragment } from 'react-relay';
import { useLocation } from 'wouter';
import type { applicationActions_application$key } from '../gql/applicationActions_application.graphql';
import { paths } from '../routes.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './actions.module.css';
import { DeleteDialog } from './delete-dialog.tsx';
import { RollBackDialog } from './roll-back-dialog.tsx';
import { StartDialog, SuspendDialog } from './switch-dialog.tsx';
import type { Target } from './target.ts';

const fragment = graphql`
  fragment applicationActions_application on Application {
    id
    name
    environmentName
    desiredState
    latestInstance @catch {
      id
    }
  }
`;

/** Loaded lazily: the editor is large, and few page visits need it. */
const loadEditDialog = () => import('./edit-dialog.tsx');
const EditDialog = lazy(loadEditDialog);

const dialogs = {
  suspend: SuspendDialog,
  start: StartDialog,
  rollBack: RollBackDialog,
  edit: EditDialog,
  delete: DeleteDialog,
};

interface OpenDialog {
  readonly action: keyof typeof dialogs;
  readonly target: Target;
  readonly instance?: string;
}

interface ApplicationActionsProps {
  readonly application: applicationActions_application$key;
  /** The instance that was selected for a roll back. */
  readonly rollBackTo: { readonly uid: string } | null;
}

export function ApplicationActions({ application: key, rollBackTo }: ApplicationActionsProps) {
  const application = useFragment(fragment, key);
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const [picked, setPicked] = useState(rollBackTo);
  const [message, setMessage] = useState<string | null>(null);

  const { id, name, environmentName: environment, desiredState, latestInstance } = application;
  const start = (action: keyof typeof dialogs, instance?: string) => {
    setMessage(null);
    const latest = latestInstance.ok ? (latestInstance.value?.id ?? null) : null;
    setOpen({ action, target: { id, environment, name, latest }, ...(instance && { instance }) });
  };
  if (rollBackTo !== picked) {
    setPicked(rollBackTo);
    if (rollBackTo) start('rollBack', rollBackTo.uid);
  }
  const Dialog = open && dialogs[open.action];
  return (
    <div className={styles['actions']}>
      <div className={styles['bar']} role="group" aria-label="Actions">
        {desiredState === 'SUSPENDED' ? (
          <button type="button" className="button" onClick={() => start('start')}>
            Start…
          </button>
        ) : (
          <button type="button" className="button" onClick={() => start('suspend')}>
            Suspend…
          </button>
        )}
        <button type="button" className="button" onClick={() => start('rollBack')}>
          Roll back…
        </button>
        <button
          type="button"
          className="button"
          // A failure is shown when the dialog opens.
          onPointerEnter={() => void loadEditDialog().catch(() => {})}
          onClick={() => start('edit')}
        >
          Edit…
        </button>
        <button type="button" className="button" onClick={() => start('delete')}>
          Delete…
        </button>
      </div>
      {message && (
        <Notice tone="info" onDismiss={() => setMessage(null)}>
          {message}
        </Notice>
      )}
      {open && Dialog && (
        <Suspense fallback={<p role="status">Loading…</p>}>
          <Dialog
            target={open.target}
            {...(open.instance && { instance: open.instance })}
            onClose={() => setOpen(null)}
            onDone={(done) => {
              setOpen(null);
              setMessage(done);
              if (open.action === 'delete') navigate(paths.environment(environment));
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
