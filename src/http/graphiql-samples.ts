/** What GraphiQL shows to someone who opens it for the first time: a tab for each operation, the first one in front. */
export const sampleOperations: readonly string[] = [
  `# Every environment, its job states and first applications.
query Fleet {
  environments(first: 10) {
    nodes {
      name
      kubernetesNamespace
      jobStateCounts {
        jobState
        count
      }
      applications(first: 5, orderBy: { field: UPDATED, direction: DESC }) {
        totalCount
        nodes {
          name
          jobState
          lifecycleState
          updatedAt
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      observedAt
      stale
    }
  }
}
`,
  `# Whatever is in trouble, in any environment.
query Trouble {
  applications(first: 20, filter: { jobStates: [FAILING, FAILED, RESTARTING] }) {
    totalCount
    nodes {
      environment {
        name
      }
      name
      jobState
      error
      currentInstance {
        uid
        createdAt
      }
      latestInstance {
        uid
        createdAt
      }
    }
  }
}
`,
  `# What changed, where a value comes from, what happened, and where the logs are.
query Instances {
  application(environment: "aws-us-east-1-prod", name: "payments-ledger") {
    upgrade {
      waitingFor
      stuck {
        reason
        detail
      }
      reverted
      changes {
        summary
      }
    }
    instances(first: 5) {
      nodes {
        uid
        createdAt
        role
        completion
        jobState
        changes {
          summary
          changes {
            path
            kind
            before
            after
          }
        }
      }
    }
    currentInstance {
      flinkConfiguration {
        key
        value
        origin
        overridden
      }
      logs {
        loki
        kubectl
      }
    }
    timeline(last: 10) {
      nodes {
        at
        kind
        jobState
        message
      }
    }
  }
}
`,
  `# The state of each job now, then each change.
# Pass the last cursor as 'after' to come back.
subscription JobStates {
  jobStateChanged {
    cursor
    ... on JobStateChange {
      initial
      application {
        environment {
          name
        }
        name
      }
      from
      to
      observedAt
      source
    }
    ... on JobStateGap {
      reason
    }
  }
}
`,
];
