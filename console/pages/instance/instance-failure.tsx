/** Why the job of an instance failed last, also when its cluster no longer exists. Nothing if it did not fail. */
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
    return <Notice tone="warning">Whether its job failed could not be read. The page tries again.</Notice>;
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
      <p>{rootCause ?? message ?? 'Flink gave no message.'}</p>
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
          'No completed checkpoint before it is known.'
        )}
      </p>
    </Notice>
  );
}
