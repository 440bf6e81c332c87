/** From an exception to its logs: those of the deployed instance around the time of the exception. */
import { expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { openJobs } from './fixtures.ts';

const Logs = graphql(/* GraphQL */ `
  query FlinkExceptionLogs {
    application(environment: "dev1", name: "orders") {
      currentInstance {
        uid
        logs {
          annotationValue
          from
          to
        }
      }
      job {
        exceptions(first: 1) {
          at
          logs {
            annotationValue
            from
            to
            kql
            link
          }
        }
      }
    }
  }
`);

test('an exception has the logs of its instance, from five minutes before it to five minutes after it', async () => {
  const template = 'https://logs.example/?q={uid}&from={fromMs}&to={toMs}';
  await using jobs = await openJobs({ LOG_URL_TEMPLATE: template });
  const { application } = await jobs.gateway.data(Logs);
  const [exception] = application?.job?.exceptions ?? [];
  const uid = application?.currentInstance?.uid;
  const at = Date.parse(exception?.at ?? '');
  const [from, to] = [at - 300_000, at + 300_000];
  expect(exception?.logs).toMatchObject({
    annotationValue: uid,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    kql: expect.stringContaining(`@timestamp >= "${new Date(from).toISOString()}"`),
    link: `https://logs.example/?q=${uid}&from=${from}&to=${to}`,
  });
  // Those of the instance itself reach until now: an hour after the exception.
  expect(Date.parse(application?.currentInstance?.logs?.to ?? '')).toBeGreaterThan(to);
});
