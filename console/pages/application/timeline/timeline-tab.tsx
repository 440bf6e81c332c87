/** The timeline of an application: the states and events of its instances and their jobs. */
import { fetchQuery, graphql, readInlineData, useRelayEnvironment } from 'react-relay';
import type { timelineEntries_timeline$key } from '../../../gql/timelineEntries_timeline.graphql';
import type { timelineTabEarlierQuery } from '../../../gql/timelineTabEarlierQuery.graphql';
import type { timelineTabQuery } from '../../../gql/timelineTabQuery.graphql';
import { usePageQuery } from '../../../relay/page-query.ts';
import { paths } from '../../../routes.ts';
import { timelineEntries } from '../../../timeline/entries-fragment.ts';
import { Timeline } from '../../../timeline/timeline.tsx';
import { useEarlierEntries } from '../../../timeline/use-earlier-entries.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Stale } from '../../../ui/stale.tsx';
import type { ApplicationProps } from '../application-page.tsx';
import { JobSection } from '../job/job-section.tsx';

const query = graphql`
  query timelineTabQuery($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      createdAt
      upgrade @catch {
        since
      }
      instances(first: 100) {
        nodes {
          uid
          role
          createdAt
          updatedAt
          jobState
          expired
        }
        fallenOff {
          uid
          role
          createdAt
          updatedAt
          jobState
          expired
        }
      }
      timeline(last: 100) {
        ...timelineEntries_timeline
      }
      savepoints(first: 100) @catch {
        nodes {
          name
          createdAt
          triggeredAt
          stateRaw
        }
      }
    }
  }
`;

const earlierQuery = graphql`
  query timelineTabEarlierQuery($environment: String!, $name: String!, $before: String!) {
    application(environment: $environment, name: $name) {
      timeline(last: 100, before: $before) {
        ...timelineEntries_timeline
      }
    }
  }
`;

interface TimelineTabProps extends ApplicationProps {
  /** Null: the gateway accepts no mutations. */
  readonly onRollBack: ((uid: string) => void) | null;
}

export function TimelineTab({ environment, application: name, onRollBack }: TimelineTabProps) {
  const relay = useRelayEnvironment();
  const data = usePageQuery<timelineTabQuery>(
    query,
    { environment, name },
    (change) => change.environment === environment && change.application === name,
  );
  const { application } = data;
  const page = pageOf(application?.timeline);
  const { entries, onEarlier, isReading, error } = useEarlierEntries(page, async (before) => {
    const variables = { environment, name, before };
    const earlier = await fetchQuery<timelineTabEarlierQuery>(relay, earlierQuery, variables).toPromise();
    return pageOf(earlier?.application?.timeline);
  });
  if (!application?.instances || !application.timeline) {
    return (
      <EmptyState title="The timeline could not be read" role="alert">
        <p>CMF does not respond, or denies you access. The page tries again every few seconds.</p>
      </EmptyState>
    );
  }
  const { instances, savepoints, upgrade } = application;
  const known = [...instances.nodes, ...instances.fallenOff];
  if (known.length === 0 && entries.length === 0) {
    return (
      <EmptyState title="There are no entries yet">
        <p>The timeline begins when CMF deploys the application for the first time.</p>
      </EmptyState>
    );
  }
  const current = known.find(({ role }) => role === 'CURRENT');
  const deployed = current ?? known[0];
  const [newest] = instances.nodes;
  const actions = {
    compareOf: (uid: string) =>
      current && uid !== current.uid ? paths.compare(environment, name, current.uid, uid) : null,
    rollBackOf: (uid: string) => (onRollBack && uid !== newest?.uid ? () => onRollBack(uid) : null),
  };
  const since = (upgrade.ok ? upgrade.value?.since : null) ?? deployed?.createdAt ?? application.createdAt;
  const taken = savepoints.ok ? (savepoints.value?.nodes ?? []) : [];
  return (
    <>
      {!savepoints.ok && (
        <Notice tone="warning">The savepoints could not be read. The page tries again.</Notice>
      )}
      {error && <Notice tone="warning">Earlier entries could not be read: {error}</Notice>}
      {page?.observedAt && <Stale stale={page.stale} observedAt={page.observedAt} />}
      <Timeline
        data={{
          entries,
          instances: known,
          savepoints: taken.map(({ name: savepoint, createdAt, triggeredAt, stateRaw }) => ({
            name: savepoint,
            at: triggeredAt ?? createdAt,
            state: stateRaw,
          })),
        }}
        since={since}
        linkOf={(uid) => paths.instance(environment, name, uid)}
        actions={actions}
        onEarlier={onEarlier}
        isReading={isReading}
      >
        <JobSection environment={environment} application={name} />
      </Timeline>
    </>
  );
}

function pageOf(key: timelineEntries_timeline$key | null | undefined) {
  return key ? readInlineData(timelineEntries, key) : null;
}
