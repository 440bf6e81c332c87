/** The timeline entries of one instance. */
import { fetchQuery, graphql, readInlineData, useFragment, useRelayEnvironment } from 'react-relay';
import type { instanceTimeline_instance$key } from '../../gql/instanceTimeline_instance.graphql';
import type { instanceTimelineEarlierQuery } from '../../gql/instanceTimelineEarlierQuery.graphql';
import type { timelineEntries_timeline$key } from '../../gql/timelineEntries_timeline.graphql';
import { paths } from '../../routes.ts';
import { timelineEntries } from '../../timeline/entries-fragment.ts';
import { Timeline } from '../../timeline/timeline.tsx';
import { useEarlierEntries } from '../../timeline/use-earlier-entries.ts';
import { Notice } from '../../ui/notice.tsx';
import { Stale } from '../../ui/stale.tsx';
import type { ApplicationProps } from '../application/application-page.tsx';

const fragment = graphql`
  fragment instanceTimeline_instance on Instance {
    uid
    role
    createdAt
    updatedAt
    jobState
    expired
    timeline(last: 100) {
      ...timelineEntries_timeline
    }
  }
`;

const earlierQuery = graphql`
  query instanceTimelineEarlierQuery($uid: ID!, $before: String!) {
    instance(uid: $uid) {
      timeline(last: 100, before: $before) {
        ...timelineEntries_timeline
      }
    }
  }
`;

interface InstanceTimelineProps extends ApplicationProps {
  readonly instance: instanceTimeline_instance$key;
}

export function InstanceTimeline({ environment, application, instance: key }: InstanceTimelineProps) {
  const relay = useRelayEnvironment();
  const instance = useFragment(fragment, key);
  const { uid, createdAt } = instance;
  const page = pageOf(instance.timeline);
  const { entries, onEarlier, isReading, error } = useEarlierEntries(page, async (before) => {
    const earlier = await fetchQuery<instanceTimelineEarlierQuery>(relay, earlierQuery, {
      uid,
      before,
    }).toPromise();
    return pageOf(earlier?.instance?.timeline);
  });
  if (!instance.timeline) return <p role="alert">The timeline could not be read.</p>;
  return (
    <>
      {error && <Notice tone="warning">Earlier entries could not be read: {error}</Notice>}
      {page?.observedAt && <Stale stale={page.stale} observedAt={page.observedAt} />}
      <Timeline
        data={{ entries, instances: [instance], savepoints: [] }}
        since={createdAt}
        linkOf={(other) => paths.instance(environment, application, other)}
        isOfInstance
        onEarlier={onEarlier}
        isReading={isReading}
      />
    </>
  );
}

function pageOf(key: timelineEntries_timeline$key | null | undefined) {
  return key ? readInlineData(timelineEntries, key) : null;
}
