/**
 * One write: its reason, the instance that it expects to be the latest, and its key. The key stays the same while the
 * outcome is not known, so a retry does not repeat the write; it changes once the gateway has refused the write.
 */
import { useState } from 'react';
import { commitMutation, type GraphQLTaggedNode, readInlineData, useRelayEnvironment } from 'react-relay';
import type { MutationParameters } from 'relay-runtime';
import type { problems_payload$key } from '../gql/problems_payload.graphql';
import { RequestError } from '../relay/request.ts';
import { newIdempotencyKey } from './idempotency-key.ts';
import { type Conflict, type Problem, problemsFragment } from './problems.tsx';
import type { Target } from './target.ts';

interface WriteOptions<Operation extends MutationParameters> {
  readonly mutation: GraphQLTaggedNode;
  readonly payloadOf: (response: Operation['response']) => problems_payload$key;
  readonly target: Target;
  readonly onDone: (outcome: { readonly unchanged: boolean }) => void;
}

export interface Write {
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly force: boolean;
  readonly setForce: (force: boolean) => void;
  /** The global ID of the instance that is expected to be the latest. */
  readonly expected: string | null;
  readonly accept: (conflict: Conflict) => void;
  readonly isSending: boolean;
  readonly problems: readonly Problem[];
  /** The request itself failed. */
  readonly failure: string | null;
  /** Sends the fields that this write has besides the common ones. */
  readonly send: (fields: Readonly<Record<string, unknown>>) => void;
}

export function useWrite<Operation extends MutationParameters>({
  mutation,
  payloadOf,
  target,
  onDone,
}: WriteOptions<Operation>): Write {
  const environment = useRelayEnvironment();
  const [key, setKey] = useState(newIdempotencyKey);
  const [reason, setReason] = useState('');
  const [force, setForce] = useState(false);
  const [expected, setExpected] = useState(target.latest);
  const [isSending, setSending] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);

  const finish = (response: Operation['response']) => {
    setSending(false);
    const { errors, unchanged } = readInlineData(problemsFragment, payloadOf(response));
    setProblems(errors);
    if (errors.length === 0) return onDone({ unchanged });
    setKey(newIdempotencyKey());
  };
  const fail = (error: Error) => {
    setSending(false);
    const isLost = !(error instanceof RequestError) || error.code === 'NETWORK' || error.code === 'HTTP';
    if (!isLost) setKey(newIdempotencyKey());
    setFailure(
      isLost
        ? `${error.message} It is unknown whether the change was made. Trying again does not make it twice.`
        : error.message,
    );
  };
  return {
    reason,
    setReason,
    force,
    setForce,
    expected,
    accept: ({ latestInstance }) => {
      setExpected(latestInstance?.id ?? null);
      setProblems([]);
    },
    isSending,
    problems,
    failure,
    send(fields) {
      setSending(true);
      setProblems([]);
      setFailure(null);
      const input = {
        ...fields,
        idempotencyKey: key,
        ...(expected !== null && { expectedLatestInstance: expected }),
        ...(reason.trim() !== '' && { reason: reason.trim() }),
        ...(force && { force }),
      };
      commitMutation<Operation>(environment, {
        mutation,
        variables: { input },
        onCompleted: finish,
        onError: fail,
      });
    },
  };
}
