import type { Target } from './target.ts';

/** Of the dialog of every action. */
export interface DialogProps {
  readonly target: Target;
  /** The action succeeded; the message says what follows. */
  readonly onDone: (message: string) => void;
  readonly onClose: () => void;
}
