/** The frame of every action: the description, the reason, the errors, and the button that names the effect. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Notice } from '../ui/notice.tsx';
import styles from './actions.module.css';
import { type Conflict, Problems } from './problems.tsx';
import type { Target } from './target.ts';
import type { Write } from './use-write.ts';

interface ActionDialogProps {
  readonly title: string;
  /** The name of the effect; null while there is nothing to confirm. */
  readonly effect: string | null;
  readonly isDangerous?: boolean;
  readonly isWide?: boolean;
  /** Closing the dialog would lose work, so it needs a second click or Escape. */
  readonly isEdited?: boolean;
  readonly target: Target;
  readonly write: Write;
  readonly onConfirm: () => void;
  readonly onAccept?: (conflict: Conflict) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const maxReason = 1_000;

export function ActionDialog({
  title,
  effect,
  isDangerous = false,
  isWide = false,
  isEdited = false,
  target,
  write,
  onConfirm,
  onAccept,
  onClose,
  children,
}: ActionDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const [isLeaving, setLeaving] = useState(false);
  const { problems, failure, isSending } = write;
  // After a conflict, a write needs a plan that is based on the other change.
  const isConflict = problems.some(({ __typename }) => __typename === 'ConflictError');
  const isManagedElsewhere = problems.some(({ __typename }) => __typename === 'ManagedElsewhereError');
  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      data-wide={isWide}
      aria-labelledby={id}
      onCancel={(event) => {
        // A second Escape discards the edits.
        if (!isEdited || isLeaving) return;
        event.preventDefault();
        setLeaving(true);
      }}
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (effect !== null && !isSending && !isConflict) onConfirm();
        }}
      >
        <h2 id={id}>{title}</h2>
        <div className={styles['body']}>{children}</div>
        <Problems
          target={target}
          problems={problems}
          onAccept={(conflict) => {
            write.accept(conflict);
            onAccept?.(conflict);
          }}
        />
        {failure && <Notice tone="danger">{failure}</Notice>}
        {(isManagedElsewhere || write.force) && (
          <label className={styles['check']}>
            <input
              type="checkbox"
              checked={write.force}
              onChange={({ target: { checked } }) => write.setForce(checked)}
            />
            Write anyway. The owner may revert it.
          </label>
        )}
        <label className={styles['reason']}>
          Reason
          <input
            className="input"
            value={write.reason}
            maxLength={maxReason}
            placeholder="Recorded with the change"
            onChange={({ target: { value } }) => write.setReason(value)}
          />
        </label>
        <div className={styles['buttons']}>
          {isLeaving && isEdited ? (
            <>
              <span role="status">Your edits are not applied.</span>
              <button type="button" className="button" onClick={() => dialog.current?.close()}>
                Discard the edits
              </button>
              <button type="button" className="button" onClick={() => setLeaving(false)}>
                Keep editing
              </button>
            </>
          ) : (
            <button
              type="button"
              className="button"
              onClick={() => (isEdited ? setLeaving(true) : dialog.current?.close())}
            >
              Cancel
            </button>
          )}
          <button
            type="submit"
            className={`button ${styles['confirm']}`}
            data-dangerous={isDangerous}
            disabled={effect === null || isSending || isConflict}
          >
            {isSending ? 'Sending…' : (effect ?? 'Nothing to confirm')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
