/** The application that an action is for, as it was when its dialog opened. */
export interface Target {
  /** The global ID. */
  readonly id: string;
  readonly environment: string;
  readonly name: string;
  /** The global ID of the latest instance; null if there is none. */
  readonly latest: string | null;
}
