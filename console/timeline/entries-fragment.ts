/** The fields of entries that a timeline is drawn from. */
import { graphql } from 'react-relay';

export const timelineEntries = graphql`
  fragment timelineEntries_timeline on TimelineConnection @inline {
    stale
    observedAt
    pageInfo {
      startCursor
      hasPreviousPage
    }
    nodes {
      kind
      at
      instanceUid
      jobState
      jobStateRaw
      message
      exception
      eventUid
      count
      cause {
        actor
        reason
        kind
      }
    }
  }
`;
