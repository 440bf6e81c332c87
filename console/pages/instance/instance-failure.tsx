/** The last failure of the job of an instance, also when its cluster no longer exists. Empty without a failure. */
import { graphql, useFragment } from 'react-relay';
import type { instanceFailure_instance$key } from '../../gql/instanceFailure_instance.graphql';
import { Notice } from '../../ui/notice.tsx';
import { Time } from '../../ui/time.tsx';

const fragment = graphql`
  fragment instanceFailure_instance on Instance {
    lastFailure @catch {
      at
      message
      rootCause
      task
      count
      checkpointBefore {
        number
        triggeredAt
      }
    }
  }
`;

export function InstanceFailure({ instance: key }: { readonly instance: instanceFailure_instance$key }) {
  const { lastFailure } = useFragment(fragment, key);
  if (!lastFailure.ok) {
    return <Notice tone="warning">The last failure could not be read. The page tries again.</Notice>;
  }
  const failure = lastFailure.value;
  if (!failure) return null;
  const { at, message, rootCause, task, count, checkpointBefore } = failure;
  return (
    <Notice tone="danger">
      <p>
        <strong>Last failure</strong>
        {at && (
          <>
            , <Time at={at} as="ago" />
          </>
        )}
        {task && `, in task ${task}`}
        {count !== null && count > 0 && `, after ${count} ${count === 1 ? 'restart' : 'restarts'}`}
      </p>
      <p>{rootCause ?? message ?? 'Flink reported no message.'}</p>
      {rootCause && message && rootCause !== message && <p className="muted">reported as {message}</p>}
      <p className="muted">
        {checkpointBefore ? (
          <>
            The last checkpoint before it is number {checkpointBefore.number}
            {checkpointBefore.triggeredAt && (
              <>
                , of <Time at={checkpointBefore.triggeredAt} as="exact" />
              </>
            )}
            .
          </>
        ) : (
          'No earlier completed checkpoint is known.'
        )}
      </p>
    </Notice>
  );
}
