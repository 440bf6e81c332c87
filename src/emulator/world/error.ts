/** A refused request, with CMF's HTTP status and one message for each problem. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
  readonly status: number;
  readonly messages: readonly string[];

  constructor(status: number, ...messages: readonly string[]) {
    super(messages.join(' '));
    this.status = status;
    this.messages = messages;
  }
}

/** The 404 texts (contract section 2): only the text names the missing level. */
export function notFound(what: 'Environment' | 'Application' | 'Instance' | 'Savepoint'): WorldError {
  return new WorldError(404, `${what} not found`);
}
