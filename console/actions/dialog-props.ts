import type { Target } from './target.ts';

/** Of the dialog of every action. */
export interface DialogProps {
  readonly target: Target;
  /** The UID of the instance that was picked before. */
  readonly instance?: string;
  /** The action succeeded; the message describes the next step. */
  readonly onDone: (message: string) => void;
  readonly onClose: () => void;
}
