/** The operations that GraphiQL opens with. */

/** An application that the embedded emulator does not have yet. */
const wordCount = `{
    environment: "aws-us-east-1-dev"
    name: "word-count"
    spec: {
      image: "confluentinc/cp-flink:1.20.1-cp2"
      flinkVersion: "v1_20"
      job: { jarURI: "local:///opt/flink/examples/streaming/WordCount.jar", parallelism: 1, state: "running", upgradeMode: "savepoint" }
    }
  }`;

/** The tabs that GraphiQL opens with; the first one is active. */
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
  `# What needs attention, in any environment, worst first. "details: true" also reads CMF and Flink.
query Trouble {
  problems(first: 20, details: false) {
    totalCount
    nodes {
      severity
      kind
      since
      summary
      environmentName
      applicationName
      application {
        jobState
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
}
`,
  `# The upgrade, the newest instances with their changes, and the timeline of one application.
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
  `# The current state of each job, then each change.
# To resume, pass the last cursor as 'after'.
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
  `# Plans a change, then applies it: choose the operation next to the run button.
query Plan {
  planApplication(input: ${wordCount}) {
    createsInstance
    replacement
    changes {
      summary
      changes {
        path
        before
        after
      }
    }
    overridden {
      key
      value
      overridden
    }
    warnings {
      kind
      message
    }
  }
}

mutation Apply {
  applyApplication(input: ${wordCount.replace('{', '{ reason: "try it"')}) {
    unchanged
    instance {
      uid
      cause {
        actor
        reason
      }
    }
    errors {
      code
      message
      path
    }
  }
}
`,
];
