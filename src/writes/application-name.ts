/** The identity of an application in CMF. */
export interface ApplicationName {
  readonly environment: string;
  readonly name: string;
}
