/** The idempotency key of one change. `crypto.randomUUID` is missing where the page is served without TLS. */
export function newIdempotencyKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
