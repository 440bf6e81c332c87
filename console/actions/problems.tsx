/** The description of a failed write. A conflict shows the other change and its cause. */
import { graphql } from 'react-relay';
import { Link } from 'wouter';
import type { problems_payload$data } from '../gql/problems_payload.graphql';
import { paths } from '../routes.ts';
import { operationName } from '../timeline/marks.ts';
import { Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import { shortUid } from '../ui/uid.tsx';
import type { Target } from './target.ts';

export const problemsFragment = graphql`
  fragment problems_payload on ApplicationPayload @inline {
    unchanged
    errors {
      __typename
      code
      message
      path
      ... on ConflictError {
        latestInstance {
          id
          uid
          createdAt
        }
        cause {
          actor
          at
          kind
          reason
        }
      }
      ... on ManagedElsewhereError {
        owner
      }
      ... on UpstreamError {
        retryable
      }
    }
  }
`;

export type Problem = problems_payload$data['errors'][number];
/** A problem with the `__typename` `ConflictError`. */
export type Conflict = Pick<Problem, 'latestInstance' | 'cause'>;

interface ProblemsProps {
  readonly target: Target;
  readonly problems: readonly Problem[];
  /** The user has seen the other change and bases this write on it. */
  readonly onAccept: (conflict: Conflict) => void;
}

export function Problems({ target, problems, onAccept }: ProblemsProps) {
  return problems.map((problem) => (
    <Notice key={`${problem.code}${problem.message}`} tone="danger">
      {problem.__typename === 'ConflictError' ? (
        <ConflictText target={target} conflict={problem} onAccept={onAccept} />
      ) : (
        <p>
          {problem.path && (
            <>
              <code>{problem.path.join('.')}</code>:{' '}
            </>
          )}
          {problem.message}
          {problem.__typename === 'UpstreamError' && problem.retryable && ' You can try again.'}
        </p>
      )}
    </Notice>
  ));
}

interface ConflictTextProps {
  readonly target: Target;
  readonly conflict: Conflict;
  readonly onAccept: ProblemsProps['onAccept'];
}

function ConflictText({ target, conflict, onAccept }: ConflictTextProps) {
  const { latestInstance, cause } = conflict;
  return (
    <>
      <p>
        <strong>The application has changed in the meantime.</strong> Nothing was sent.
      </p>
      {latestInstance && (
        <p>
          The latest instance is now{' '}
          <Link href={paths.instance(target.environment, target.name, latestInstance.uid)} className="link">
            <code>{shortUid(latestInstance.uid)}</code>
          </Link>
          , created <Time at={latestInstance.createdAt} as="ago" />
          {cause
            ? ` by ${cause.actor ?? 'an unknown caller'} (${operationName(cause.kind).toLowerCase()}${cause.reason ? `: ${cause.reason}` : ', without a reason'}).`
            : '. It was not created through this gateway, so its author is unknown.'}
        </p>
      )}
      <p>
        <button type="button" className="button" onClick={() => onAccept(conflict)}>
          Continue from that change
        </button>
      </p>
    </>
  );
}
