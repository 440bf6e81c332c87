/** Ends a stream whose reader is too slow; the reader resumes with its last cursor. */
export class SlowConsumerError extends Error {
  override readonly name = 'SlowConsumerError';
}
