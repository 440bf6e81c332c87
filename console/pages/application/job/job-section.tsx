/** The running job as Flink reports it: exceptions, checkpoints, and vertices with their load. */
import { graphql } from 'react-relay';
import type { jobSectionQuery } from '../../../gql/jobSectionQuery.graphql';
import { usePolledQuery } from '../../../relay/polled-query.ts';
import { StateLabel } from '../../../state/state-label.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Time } from '../../../ui/time.tsx';
import type { ApplicationProps } from '../application-page.tsx';
import { Checkpoints } from './checkpoints.tsx';
import { Exceptions } from './exceptions.tsx';
import styles from './job.module.css';
import { Vertices } from './vertices.tsx';

const query = graphql`
  query jobSectionQuery($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      id
      job @catch {
        id
        state
        stateRaw
        startedAt
        flinkVersion
        restarts
        exceptions(first: 5) @catch {
          ...exceptions_exceptions
        }
        checkpoints @catch {
          ...checkpoints_checkpoints
        }
        vertices @catch {
          ...vertices_vertices
        }
      }
    }
  }
`;

const everyMs = 5_000;

export function JobSection({ environment, application: name }: ApplicationProps) {
  const data = usePolledQuery<jobSectionQuery>(query, { environment, name }, everyMs);
  return (
    <section className={styles['job']} aria-labelledby="job">
      <h2 id="job">Job</h2>
      {data === undefined ? (
        <p className="muted" role="status">
          The job is being read from Flink.
        </p>
      ) : (
        <Job job={data.application?.job} />
      )}
    </section>
  );
}

type JobResult = NonNullable<jobSectionQuery['response']['application']>['job'];

function Job({ job: result }: { readonly job: JobResult | undefined }) {
  if (!result) return <p className="muted">The application no longer exists.</p>;
  if (!result.ok) {
    return (
      <Notice tone="warning">
        Flink could not be read through CMF: the JobManager does not respond, or CMF denies access. The page
        tries again. The timeline and the events show the history of the job.
      </Notice>
    );
  }
  const job = result.value;
  if (!job) return <p className="muted">No cluster is running, so Flink has no job.</p>;
  const { state, stateRaw, startedAt, flinkVersion, restarts, exceptions, checkpoints, vertices } = job;
  return (
    <>
      <p className={styles['summary']}>
        <StateLabel state={state} raw={stateRaw} />
        {restarts !== null && (
          <span>
            {restarts} {restarts === 1 ? 'restart' : 'restarts'}
          </span>
        )}
        {startedAt && (
          <span>
            started <Time at={startedAt} as="ago" />
          </span>
        )}
        {flinkVersion && <span>Flink {flinkVersion}</span>}
      </p>
      {exceptions.ok && exceptions.value ? (
        <Exceptions exceptions={exceptions.value} />
      ) : (
        <p className="muted">The exceptions could not be read.</p>
      )}
      {checkpoints.ok ? (
        <Checkpoints checkpoints={checkpoints.value ?? null} />
      ) : (
        <p className="muted">The checkpoints could not be read.</p>
      )}
      {vertices.ok ? (
        <Vertices vertices={vertices.value} />
      ) : (
        <p className="muted">The vertices could not be read.</p>
      )}
    </>
  );
}
