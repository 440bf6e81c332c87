/** The gateway rejects the credentials of a caller, without a call to CMF. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
  /** True if the credentials could not be verified: the same request may succeed later. */
  readonly unavailable: boolean;

  /** `message` is sent to the client. It never contains the token. */
  constructor(message: string, options: { readonly unavailable?: boolean; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.unavailable = options.unavailable ?? false;
  }
}
