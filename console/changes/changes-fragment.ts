/** The fields of changes that a table of changes shows. */
import { graphql } from 'react-relay';

export const changesFragment = graphql`
  fragment changesFragment_changes on SpecChanges @inline {
    summary
    changes {
      path
      segments
      kind
      section
      before
      after
    }
  }
`;
