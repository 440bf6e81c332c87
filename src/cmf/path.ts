/** Builds CMF's resource paths: percent-encodes every name and rejects names that no resource can have. */
import { CmfError } from './errors.ts';

/**
 * `/a/b/c` of the given segments. An empty name, `.`, `..` and ill-formed Unicode would address another resource or
 * none. CMF cannot have a resource of such a name, so the function throws a 404 without a request.
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
