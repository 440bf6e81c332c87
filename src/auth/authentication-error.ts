/** Why a caller is not let in by the gateway itself, before CMF is asked. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
  /** True when it could not be found out: the same caller may be let in later. */
  readonly unavailable: boolean;

  /** `message` is told to the caller; it never holds the token. */
  constructor(message: string, options: { readonly unavailable?: boolean; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.unavailable = options.unavailable ?? false;
  }
}
