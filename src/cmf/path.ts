/** CMF's resource paths: every name percent-encoded, and names that no resource can have refused. */
import { CmfError } from './errors.ts';

/**
 * `/a/b/c` of the given segments. An empty name, `.`, `..` and text that is not well-formed Unicode would address
 * something else or nothing; CMF cannot hold a resource of such a name, so the call ends as a 404 without asking.
 */
export function pathOf(operation: string, ...segments: readonly string[]): string {
  return segments.map((segment) => `/${encode(operation, segment)}`).join('');
}

function encode(operation: string, segment: string): string {
  if (segment === '' || segment === '.' || segment === '..' || !segment.isWellFormed()) {
    throw new CmfError({
      operation,
      failure: 'STATUS',
      status: 404,
      retryable: false,
      message: `CMF has no resource named ${JSON.stringify(segment.slice(0, 100))}`,
    });
  }
  return encodeURIComponent(segment);
}
