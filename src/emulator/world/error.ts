/** A request that the world refuses, with the HTTP status that CMF gives for it and one message for each thing wrong. */
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

/** The 404 texts (contract section 2): only they say which level is missing. */
export function notFound(what: 'Environment' | 'Application' | 'Instance' | 'Savepoint'): WorldError {
  return new WorldError(404, `${what} not found`);
}
