import type { Target } from './target.ts';

/** The props of every action dialog. */
export interface DialogProps {
  readonly target: Target;
  /** The UID of the instance that was selected before the dialog opened. */
  readonly instance?: string;
  /** The action succeeded; the message describes the next step. */
  readonly onDone: (message: string) => void;
  readonly onClose: () => void;
}
