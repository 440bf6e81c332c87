/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  subscription AwaitBatchJobStates($instance: ID!) {\n    jobStateChanged(instance: $instance) {\n      cursor\n    }\n  }\n": typeof types.AwaitBatchJobStatesDocument,
    "\n  query AwaitBatchJobOutcome($instance: ID!) {\n    instance(uid: $instance) {\n      role\n      completion\n      statistics {\n        lastFailure {\n          message\n        }\n      }\n    }\n  }\n": typeof types.AwaitBatchJobOutcomeDocument,
    "\n  subscription ResumeJobStates($environment: String, $after: String) {\n    jobStateChanged(environment: $environment, after: $after) {\n      cursor\n      ... on JobStateChange {\n        environmentName\n        applicationName\n        initial\n        from\n        to\n      }\n      ... on JobStateGap {\n        reason\n      }\n    }\n  }\n": typeof types.ResumeJobStatesDocument,
    "\n  query ApiCallsPage($first: Int!) {\n    environment(name: \"env-001\") {\n      applications(first: $first) {\n        nodes {\n          name\n          jobState\n          currentInstance {\n            uid\n            jobState\n          }\n        }\n      }\n    }\n  }\n": typeof types.ApiCallsPageDocument,
    "\n  query ApiCallsOneApplication {\n    application(environment: \"env-001\", name: \"app-001\") {\n      jobState\n    }\n  }\n": typeof types.ApiCallsOneApplicationDocument,
    "\n  query ApiCallsInstanceIds {\n    application(environment: \"env-001\", name: \"app-001\") {\n      instances {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": typeof types.ApiCallsInstanceIdsDocument,
    "\n  query ApiCallsNodes($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      id\n      ... on Instance {\n        effectiveSpec\n      }\n    }\n  }\n": typeof types.ApiCallsNodesDocument,
    "\n  query ApiCallsEveryField {\n    environment(name: \"env-001\") {\n      id\n      applicationDefaults\n      jobStateCounts {\n        jobState\n        count\n      }\n      running: applications(filter: { jobStates: [RUNNING] }) {\n        totalCount\n      }\n      applications(first: 20) {\n        totalCount\n        nodes {\n          id\n          environment {\n            name\n            observedAt\n          }\n          spec\n          status\n          observedAt\n          stale\n          currentInstanceUid\n          currentInstance {\n            id\n            uid\n            jobId\n            jobState\n            jobStateRaw\n            effectiveSpec\n            image\n            flinkVersion\n            parallelism\n            createdAt\n            updatedAt\n            application {\n              name\n              environment {\n                name\n              }\n              currentInstance {\n                id\n                effectiveSpec\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.ApiCallsEveryFieldDocument,
    "\n  query ApiCallsHistories {\n    environment(name: \"env-001\") {\n      applications(first: 20) {\n        nodes {\n          latestInstance {\n            uid\n            previous {\n              uid\n              effectiveSpec\n            }\n          }\n          instances {\n            totalCount\n            nodes {\n              image\n            }\n          }\n          events {\n            totalCount\n          }\n        }\n      }\n    }\n  }\n": typeof types.ApiCallsHistoriesDocument,
    "\n  query ApiFaultsFleet {\n    applications(first: 100) {\n      totalCount\n      nodes {\n        name\n        environmentName\n        jobState\n        currentInstance {\n          uid\n          jobState\n          parallelism\n        }\n        instances {\n          nodes {\n            uid\n            effectiveSpec\n          }\n        }\n        events {\n          totalCount\n        }\n      }\n    }\n  }\n": typeof types.ApiFaultsFleetDocument,
    "\n  query ApiFaultsStates {\n    application(environment: \"dev1\", name: \"app-1\") {\n      jobState\n      jobStateRaw\n      lifecycleState\n      lifecycleStateRaw\n      desiredState\n      currentInstance {\n        jobState\n        jobStateRaw\n      }\n    }\n  }\n": typeof types.ApiFaultsStatesDocument,
    "\n  query ApiFaultsOne {\n    application(environment: \"dev1\", name: \"app-1\") {\n      name\n      currentInstance {\n        uid\n      }\n      events {\n        totalCount\n      }\n    }\n  }\n": typeof types.ApiFaultsOneDocument,
    "\n  query ApiFilterEnvironments($filter: EnvironmentFilter, $orderBy: EnvironmentOrder) {\n    environments(filter: $filter, orderBy: $orderBy) {\n      totalCount\n      nodes {\n        name\n      }\n    }\n  }\n": typeof types.ApiFilterEnvironmentsDocument,
    "\n  query ApiFilterApplications($filter: ApplicationFilter, $orderBy: ApplicationOrder) {\n    applications(filter: $filter, orderBy: $orderBy) {\n      totalCount\n      nodes {\n        name\n      }\n    }\n  }\n": typeof types.ApiFilterApplicationsDocument,
    "\n  query ApiFilterInstances($filter: InstanceFilter, $orderBy: InstanceOrder) {\n    application(environment: \"prod1\", name: \"orders\") {\n      instances(filter: $filter, orderBy: $orderBy) {\n        totalCount\n        nodes {\n          uid\n        }\n      }\n    }\n  }\n": typeof types.ApiFilterInstancesDocument,
    "\n  query ApiFilterInEnvironment($filter: ApplicationFilter) {\n    environment(name: \"prod1\") {\n      applications(filter: $filter) {\n        nodes {\n          name\n        }\n      }\n    }\n  }\n": typeof types.ApiFilterInEnvironmentDocument,
    "\n  query ApiFilterCounts {\n    environments {\n      nodes {\n        name\n        jobStateCounts {\n          jobState\n          count\n        }\n      }\n    }\n  }\n": typeof types.ApiFilterCountsDocument,
    "\n  query ApiFilterEvents($first: Int, $after: String) {\n    application(environment: \"prod1\", name: \"orders\") {\n      events(first: $first, after: $after) {\n        totalCount\n        nodes {\n          uid\n          createdAt\n          severity\n          reason\n          count\n          firstAt\n          lastAt\n          type\n          message\n          instanceUid\n          newStatus\n          exception\n          data\n        }\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n      }\n      instances {\n        nodes {\n          uid\n          events {\n            nodes {\n              uid\n              instanceUid\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.ApiFilterEventsDocument,
    "\n  query ApiFilterTimes {\n    application(environment: \"prod1\", name: \"orders\") {\n      createdAt\n      updatedAt\n      environment {\n        createdAt\n        updatedAt\n      }\n      latestInstance {\n        createdAt\n        updatedAt\n      }\n      events(first: 100) {\n        nodes {\n          createdAt\n        }\n      }\n    }\n  }\n": typeof types.ApiFilterTimesDocument,
    "\n  query GatewayFacts {\n    gateway {\n      mutations\n      version\n    }\n  }\n": typeof types.GatewayFactsDocument,
    "\n  query ApiInstanceThroughApplication {\n    application(environment: \"dev1\", name: \"orders\") {\n      currentInstanceUid\n      currentInstance {\n        ...ApiInstance\n      }\n      latestInstance {\n        ...ApiInstance\n        previous {\n          ...ApiInstance\n        }\n      }\n      instances {\n        nodes {\n          ...ApiInstance\n        }\n      }\n    }\n  }\n  fragment ApiInstance on Instance {\n    id\n    uid\n    createdAt\n    updatedAt\n    jobId\n    jobState\n    jobStateRaw\n    effectiveSpec\n    image\n    flinkVersion\n    parallelism\n    expired\n    application {\n      id\n      name\n      observedAt\n    }\n  }\n": typeof types.ApiInstanceThroughApplicationDocument,
    "\n  query ApiInstanceByUid($uid: ID!) {\n    instance(uid: $uid) {\n      ...ApiInstance\n    }\n  }\n": typeof types.ApiInstanceByUidDocument,
    "\n  query ApiInstanceByIds($id: ID!, $ids: [ID!]!) {\n    node(id: $id) {\n      ...ApiInstance\n    }\n    nodes(ids: $ids) {\n      ...ApiInstance\n    }\n  }\n": typeof types.ApiInstanceByIdsDocument,
    "\n  query ApiInstanceNodes($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      id\n    }\n  }\n": typeof types.ApiInstanceNodesDocument,
    "\n  query ApiInstanceIdsOfAll {\n    environment(name: \"dev1\") {\n      id\n    }\n    application(environment: \"dev1\", name: \"orders\") {\n      id\n      currentInstance {\n        id\n      }\n    }\n  }\n": typeof types.ApiInstanceIdsOfAllDocument,
    "\n  query ApiInstanceApplications {\n    applications {\n      totalCount\n    }\n  }\n": typeof types.ApiInstanceApplicationsDocument,
    "\n  query MissingEnvironments {\n    environments(first: 100) {\n      nodes {\n        name\n        stale\n        applications {\n          totalCount\n        }\n      }\n    }\n  }\n": typeof types.MissingEnvironmentsDocument,
    "\n  query ApiApplicationPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $orderBy: ApplicationOrder\n  ) {\n    applications(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          name\n          environmentName\n        }\n      }\n      nodes {\n        id\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n": typeof types.ApiApplicationPageDocument,
    "\n  query ApiEnvironmentPage($first: Int, $after: String) {\n    environments(first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n      }\n      nodes {\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.ApiEnvironmentPageDocument,
    "\n  query ApiInstancePage($first: Int, $after: String) {\n    application(environment: \"gcp-europe-west1-prod\", name: \"iot-telemetry\") {\n      instances(first: $first, after: $after) {\n        totalCount\n        nodes {\n          uid\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ApiInstancePageDocument,
    "\n  query ApiPlan($input: PlanApplicationInput!) {\n    planApplication(input: $input) {\n      effectiveSpec\n      createsInstance\n      upgradeMode\n      replacement\n      restoresFrom {\n        kind\n        name\n        path\n        takenAt\n      }\n      changes {\n        summary\n        changes {\n          path\n          kind\n          before\n          after\n        }\n        against {\n          uid\n        }\n      }\n      overridden {\n        key\n        value\n        origin\n        overridden\n      }\n      warnings {\n        kind\n        message\n        path\n      }\n      application {\n        name\n      }\n      latestInstance {\n        uid\n      }\n      stale\n    }\n  }\n": typeof types.ApiPlanDocument,
    "\n  query ApiProbesEnvironments {\n    environments {\n      totalCount\n    }\n  }\n": typeof types.ApiProbesEnvironmentsDocument,
    "\n  query ApiRefusedEnvironments {\n    environments {\n      nodes {\n        name\n        applications {\n          nodes {\n            name\n          }\n        }\n        jobStateCounts {\n          count\n        }\n      }\n    }\n  }\n": typeof types.ApiRefusedEnvironmentsDocument,
    "\n  query ApiRefusedEverything {\n    applications {\n      totalCount\n      nodes {\n        environmentName\n      }\n      missing {\n        environment\n        code\n        message\n      }\n    }\n  }\n": typeof types.ApiRefusedEverythingDocument,
    "\n  query ApiRefusedByName {\n    application(environment: \"prod1\", name: \"ledger\") {\n      name\n    }\n  }\n": typeof types.ApiRefusedByNameDocument,
    "\n  query ApiKeptPage($environment: String!) {\n    environment(name: $environment) {\n      applications {\n        nodes {\n          name\n          jobState\n          currentInstance {\n            uid\n            jobState\n          }\n        }\n      }\n    }\n  }\n": typeof types.ApiKeptPageDocument,
    "\n  query ApiKeptAged {\n    environment(name: \"dev1\") {\n      name\n      observedAt\n      stale\n    }\n  }\n": typeof types.ApiKeptAgedDocument,
    "\n  query ApiKeptFailing {\n    environments(first: 1000) {\n      totalCount\n    }\n  }\n": typeof types.ApiKeptFailingDocument,
    "\n  query ApiSavepointPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: SavepointFilter\n    $orderBy: SavepointOrder\n  ) {\n    application(environment: \"dev1\", name: \"orders\") {\n      savepoints(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        filter: $filter\n        orderBy: $orderBy\n      ) {\n        totalCount\n        nodes {\n          ...ApiSavepoint\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n  fragment ApiSavepoint on Savepoint {\n    id\n    name\n    uid\n    labels\n    annotations\n    formatType\n    formatTypeRaw\n    backoffLimit\n    state\n    stateRaw\n    path\n    failures\n    error\n    createdAt\n    triggeredAt\n    resultAt\n    pendingDeletion\n    warning\n    stale\n    observedAt\n    application {\n      name\n    }\n  }\n": typeof types.ApiSavepointPageDocument,
    "\n  query ApiDetachedSavepoints($first: Int, $after: String, $filter: SavepointFilter, $orderBy: SavepointOrder) {\n    detachedSavepoints(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      totalCount\n      nodes {\n        ...ApiSavepoint\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.ApiDetachedSavepointsDocument,
    "\n  query ApiSavepointNode($id: ID!) {\n    node(id: $id) {\n      __typename\n      ...ApiSavepoint\n    }\n  }\n": typeof types.ApiSavepointNodeDocument,
    "\n  query ApiStaleFleet {\n    environments {\n      nodes {\n        name\n        stale\n        observedAt\n      }\n    }\n    application(environment: \"env-001\", name: \"app-001\") {\n      ...ApiStaleApplication\n    }\n    applications {\n      totalCount\n      missing {\n        environment\n      }\n      nodes {\n        ...ApiStaleApplication\n      }\n    }\n  }\n  fragment ApiStaleApplication on Application {\n    name\n    jobState\n    stale\n    observedAt\n    currentInstance {\n      uid\n      jobState\n      effectiveSpec\n    }\n    instances {\n      totalCount\n    }\n    events {\n      totalCount\n    }\n  }\n": typeof types.ApiStaleFleetDocument,
    "\n  query ApiStaleOne {\n    application(environment: \"env-001\", name: \"app-001\") {\n      stale\n      observedAt\n    }\n  }\n": typeof types.ApiStaleOneDocument,
    "\n  query ApiStaleUnread {\n    application(environment: \"env-001\", name: \"app-001\") {\n      name\n      currentInstance {\n        uid\n      }\n    }\n  }\n": typeof types.ApiStaleUnreadDocument,
    "\n  subscription Chaos($environment: String, $application: String, $after: String) {\n    jobStateChanged(environment: $environment, application: $application, after: $after) {\n      __typename\n      cursor\n      ... on JobStateChange { environmentName applicationName initial fromRaw toRaw source }\n      ... on JobStateGap { reason }\n    }\n  }\n": typeof types.ChaosDocument,
    "\n  query HistoryRetention {\n    application(environment: \"dev1\", name: \"orders\") {\n      currentInstanceUid\n      currentInstance {\n        uid\n        expired\n        role\n        completion\n        jobState\n        parallelism\n      }\n      instances {\n        kept\n        totalCount\n        fallenOff {\n          uid\n          expired\n          parallelism\n        }\n        nodes {\n          uid\n          expired\n        }\n      }\n    }\n  }\n": typeof types.HistoryRetentionDocument,
    "\n  query HistoryByUid($uid: ID!) {\n    instance(uid: $uid) {\n      id\n      uid\n      expired\n      role\n      completion\n      jobState\n      parallelism\n      createdAt\n      previous {\n        uid\n      }\n      changes {\n        summary\n      }\n      flinkConfiguration {\n        key\n        origin\n      }\n      logs {\n        loki\n      }\n      application {\n        name\n      }\n    }\n  }\n": typeof types.HistoryByUidDocument,
    "\n  query HistoryById($id: ID!) {\n    node(id: $id) {\n      ... on Instance {\n        uid\n        expired\n      }\n    }\n  }\n": typeof types.HistoryByIdDocument,
    "\n  query HistoryOnlyUid($uid: ID!) {\n    instance(uid: $uid) {\n      expired\n    }\n  }\n": typeof types.HistoryOnlyUidDocument,
    "\n  query HistoryAnew {\n    application(environment: \"dev1\", name: \"orders\") {\n      instances {\n        kept\n        fallenOff {\n          uid\n        }\n      }\n      latestInstance {\n        previous {\n          uid\n        }\n      }\n      timeline(first: 100) {\n        nodes {\n          instanceUid\n        }\n      }\n    }\n  }\n": typeof types.HistoryAnewDocument,
    "\n  query HistoryChanges($uid: ID!, $against: ID, $includeNoise: Boolean) {\n    instance(uid: $uid) {\n      changes(against: $against, includeNoise: $includeNoise) {\n        summary\n        against {\n          uid\n        }\n        changes {\n          path\n          segments\n          kind\n          section\n          before\n          after\n        }\n      }\n    }\n  }\n": typeof types.HistoryChangesDocument,
    "\n  query HistoryIds {\n    environment(name: \"dev1\") {\n      id\n    }\n    application(environment: \"dev1\", name: \"orders\") {\n      id\n      instances(orderBy: { field: CREATED, direction: ASC }) {\n        nodes {\n          id\n        }\n      }\n    }\n    other: application(environment: \"dev1\", name: \"other\") {\n      latestInstance {\n        id\n      }\n    }\n  }\n": typeof types.HistoryIdsDocument,
    "\n  query HistoryLogs($uid: ID!) {\n    instance(uid: $uid) {\n      createdAt\n      updatedAt\n      role\n      logs {\n        annotationKey\n        annotationValue\n        from\n        to\n        labelSelector\n        loki\n        elasticsearch\n        kql\n        splunk\n        kubectl\n        link\n      }\n    }\n  }\n": typeof types.HistoryLogsDocument,
    "\n  query HistoryPicture {\n    application(environment: \"dev1\", name: \"orders\") {\n      jobState\n      currentInstanceUid\n      upgrade {\n        from {\n          uid\n        }\n        to {\n          uid\n        }\n        waitingFor\n        reverted\n      }\n      instances(first: 100) {\n        nodes {\n          uid\n          role\n          completion\n        }\n      }\n    }\n  }\n": typeof types.HistoryPictureDocument,
    "\n  query HistoryConfiguration($uid: ID!) {\n    instance(uid: $uid) {\n      flinkConfiguration {\n        key\n        value\n        origin\n        overridden\n      }\n    }\n  }\n": typeof types.HistoryConfigurationDocument,
    "\n  query HistoryProvenance($uid: ID!, $path: [String!]!) {\n    instance(uid: $uid) {\n      provenance(path: $path) {\n        path\n        segments\n        value\n        origin\n        overridden\n      }\n    }\n  }\n": typeof types.HistoryProvenanceDocument,
    "\n  query HistoryLatestConfiguration($environment: String!, $name: String!) {\n    application(environment: $environment, name: $name) {\n      latestInstance {\n        flinkConfiguration {\n          key\n          value\n          origin\n          overridden\n        }\n      }\n    }\n  }\n": typeof types.HistoryLatestConfigurationDocument,
    "\n  query HistoryRemembered($uid: ID!) {\n    instance(uid: $uid) {\n      expired\n      role\n      parallelism\n      application {\n        timeline(first: 100) {\n          nodes {\n            eventUid\n            jobState\n          }\n        }\n        instances {\n          fallenOff {\n            uid\n          }\n        }\n      }\n    }\n  }\n": typeof types.HistoryRememberedDocument,
    "\n  query HistoryTimeline($first: Int, $after: String, $last: Int) {\n    application(environment: \"dev1\", name: \"orders\") {\n      timeline(first: $first, after: $after, last: $last) {\n        totalCount\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n        nodes {\n          kind\n          at\n          observedAt\n          sources\n          instanceUid\n          jobState\n          message\n          exception\n          eventUid\n        }\n      }\n      events(first: 100) {\n        totalCount\n      }\n    }\n  }\n": typeof types.HistoryTimelineDocument,
    "\n  query HistoryStatistics {\n    application(environment: \"dev1\", name: \"orders\") {\n      statistics {\n        ...HistoryNumbers\n      }\n      currentInstance {\n        uid\n        statistics {\n          ...HistoryNumbers\n        }\n        timeline(last: 100) {\n          nodes {\n            instanceUid\n          }\n        }\n      }\n    }\n  }\n  fragment HistoryNumbers on JobStatistics {\n    currentJobState\n    restarts\n    timeInState {\n      jobState\n      seconds\n    }\n    lastFailure {\n      at\n      message\n      exception\n      instanceUid\n    }\n  }\n": typeof types.HistoryStatisticsDocument,
    "\n  query HistoryInstanceStatistics($uid: ID!) {\n    instance(uid: $uid) {\n      statistics {\n        ...HistoryNumbers\n      }\n    }\n  }\n": typeof types.HistoryInstanceStatisticsDocument,
    "\n  query HistoryUpgradeChanges {\n    application(environment: \"dev1\", name: \"orders\") {\n      upgrade {\n        reverted\n        changes {\n          summary\n          against {\n            role\n          }\n        }\n      }\n    }\n  }\n": typeof types.HistoryUpgradeChangesDocument,
    "\n  query HistoryUpgrade {\n    application(environment: \"dev1\", name: \"orders\") {\n      upgrade {\n        since\n        mode\n        stuck {\n          reason\n          detail\n          since\n        }\n      }\n    }\n  }\n": typeof types.HistoryUpgradeDocument,
    "\n  subscription LiveJobStates(\n    $environment: String\n    $application: String\n    $instance: ID\n    $states: [JobState!]\n    $after: String\n  ) {\n    jobStateChanged(\n      environment: $environment\n      application: $application\n      instance: $instance\n      states: $states\n      after: $after\n    ) {\n      __typename\n      cursor\n      ... on JobStateChange {\n        initial\n        environmentName\n        applicationName\n        from\n        to\n        jobId\n        instanceUid\n        source\n        observedAt\n        application {\n          jobState\n        }\n        instance {\n          uid\n          jobState\n        }\n      }\n      ... on JobStateGap {\n        reason\n      }\n    }\n  }\n": typeof types.LiveJobStatesDocument,
    "\n  subscription Slow($after: String) {\n    jobStateChanged(after: $after) {\n      __typename\n      cursor\n      ... on JobStateChange {\n        initial\n        applicationName\n        to\n        application {\n          ...Large\n        }\n      }\n    }\n  }\n  fragment Large on Application {\n    one: spec\n    two: spec\n    three: spec\n    four: spec\n  }\n": typeof types.SlowDocument,
    "\n    subscription SseSlow($after: String) {\n      jobStateChanged(after: $after) {\n        cursor\n        ... on JobStateChange { initial to application { one: spec two: spec three: spec four: spec } }\n      }\n    }\n  ": typeof types.SseSlowDocument,
    "\n  query OrdersState {\n    application(environment: \"dev1\", name: \"orders\") {\n      jobState\n    }\n  }\n": typeof types.OrdersStateDocument,
    "\n  mutation WritesApplyEnvironment($input: ApplyEnvironmentInput!) {\n    applyEnvironment(input: $input) {\n      unchanged\n      environment {\n        id\n        name\n        kubernetesNamespace\n        labels\n        applicationDefaults\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": typeof types.WritesApplyEnvironmentDocument,
    "\n  mutation WritesDeleteEnvironment($input: DeleteEnvironmentInput!) {\n    deleteEnvironment(input: $input) {\n      operation {\n        state\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.WritesDeleteEnvironmentDocument,
    "\n  query WritesOrders {\n    application(environment: \"dev1\", name: \"orders\") {\n      id\n      spec\n      parallelism\n      desiredState\n      labels\n      latestInstance {\n        id\n        uid\n        parallelism\n        cause {\n          kind\n          actor\n          reason\n          requestId\n          operationId\n        }\n      }\n    }\n  }\n": typeof types.WritesOrdersDocument,
    "\n  mutation WritesApply($input: ApplyApplicationInput!) {\n    applyApplication(input: $input) {\n      clientMutationId\n      unchanged\n      application {\n        parallelism\n        latestInstance {\n          uid\n        }\n      }\n      instance {\n        id\n        uid\n        parallelism\n        cause {\n          reason\n        }\n      }\n      plan {\n        createsInstance\n        effectiveSpec\n        changes {\n          summary\n        }\n        latestInstance {\n          uid\n        }\n      }\n      operation {\n        id\n        state\n      }\n      errors {\n        __typename\n        code\n        message\n        path\n        ... on ConflictError {\n          latestInstance {\n            uid\n          }\n          cause {\n            reason\n          }\n        }\n        ... on ManagedElsewhereError {\n          owner\n        }\n        ... on UpstreamError {\n          retryable\n        }\n      }\n    }\n  }\n": typeof types.WritesApplyDocument,
    "\n  mutation WritesApplyErrors($input: ApplyApplicationInput!) {\n    applyApplication(input: $input) {\n      operation {\n        state\n      }\n      errors {\n        __typename\n        code\n      }\n    }\n  }\n": typeof types.WritesApplyErrorsDocument,
    "\n  mutation WritesSuspend($input: SuspendApplicationInput!) {\n    suspendApplication(input: $input) {\n      unchanged\n      application {\n        desiredState\n      }\n      instance {\n        uid\n      }\n      operation {\n        state\n      }\n      errors {\n        __typename\n        code\n        path\n      }\n    }\n  }\n": typeof types.WritesSuspendDocument,
    "\n  query WritesOperations($filter: OperationFilter) {\n    operations(filter: $filter) {\n      totalCount\n      nodes {\n        kind\n        state\n        environmentName\n        applicationName\n        reason\n        requestId\n        startedAt\n        endedAt\n        error {\n          code\n        }\n        instance {\n          uid\n        }\n      }\n    }\n    application(environment: \"dev1\", name: \"orders\") {\n      operations {\n        totalCount\n      }\n      timeline(last: 10) {\n        nodes {\n          kind\n          sources\n          instanceUid\n          cause {\n            kind\n            reason\n          }\n        }\n      }\n    }\n  }\n": typeof types.WritesOperationsDocument,
    "\n  mutation WritesRollBack($input: RollBackApplicationInput!) {\n    rollBackApplication(input: $input) {\n      unchanged\n      application {\n        parallelism\n      }\n      instance {\n        uid\n        parallelism\n        cause {\n          kind\n        }\n      }\n      plan {\n        createsInstance\n        changes {\n          summary\n        }\n      }\n      operation {\n        state\n      }\n      errors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.WritesRollBackDocument,
    "\n  mutation WritesCreateSavepoint($input: CreateSavepointInput!) {\n    createSavepoint(input: $input) {\n      savepoint {\n        id\n        name\n        state\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": typeof types.WritesCreateSavepointDocument,
    "\n  query WritesSavepoint($id: ID!) {\n    node(id: $id) {\n      ... on Savepoint {\n        state\n        path\n      }\n    }\n  }\n": typeof types.WritesSavepointDocument,
    "\n  mutation WritesDetachSavepoint($input: DetachSavepointInput!) {\n    detachSavepoint(input: $input) {\n      savepoint {\n        id\n        name\n        application {\n          name\n        }\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": typeof types.WritesDetachSavepointDocument,
    "\n  mutation WritesDeleteSavepoint($input: DeleteSavepointInput!) {\n    deleteSavepoint(input: $input) {\n      operation {\n        state\n        savepointName\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": typeof types.WritesDeleteSavepointDocument,
    "\n  mutation WritesStartFrom($input: StartApplicationInput!) {\n    startApplication(input: $input) {\n      instance {\n        uid\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": typeof types.WritesStartFromDocument,
    "\n  mutation WritesStart($input: StartApplicationInput!) {\n    startApplication(input: $input) {\n      unchanged\n      application {\n        desiredState\n      }\n      instance {\n        uid\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": typeof types.WritesStartDocument,
    "\n  mutation WritesDelete($input: DeleteApplicationInput!) {\n    deleteApplication(input: $input) {\n      application {\n        name\n      }\n      operation {\n        state\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": typeof types.WritesDeleteDocument,
    "\n  mutation WritesSuspendSeveral($input: BulkApplicationInput!) {\n    suspendApplications(input: $input) {\n      results {\n        unchanged\n        application {\n          name\n          desiredState\n        }\n        errors {\n          code\n          path\n        }\n      }\n    }\n  }\n": typeof types.WritesSuspendSeveralDocument,
    "\n  query WritesIds {\n    applications {\n      nodes {\n        id\n      }\n    }\n    environments {\n      nodes {\n        id\n      }\n    }\n  }\n": typeof types.WritesIdsDocument,
};
const documents: Documents = {
    "\n  subscription AwaitBatchJobStates($instance: ID!) {\n    jobStateChanged(instance: $instance) {\n      cursor\n    }\n  }\n": types.AwaitBatchJobStatesDocument,
    "\n  query AwaitBatchJobOutcome($instance: ID!) {\n    instance(uid: $instance) {\n      role\n      completion\n      statistics {\n        lastFailure {\n          message\n        }\n      }\n    }\n  }\n": types.AwaitBatchJobOutcomeDocument,
    "\n  subscription ResumeJobStates($environment: String, $after: String) {\n    jobStateChanged(environment: $environment, after: $after) {\n      cursor\n      ... on JobStateChange {\n        environmentName\n        applicationName\n        initial\n        from\n        to\n      }\n      ... on JobStateGap {\n        reason\n      }\n    }\n  }\n": types.ResumeJobStatesDocument,
    "\n  query ApiCallsPage($first: Int!) {\n    environment(name: \"env-001\") {\n      applications(first: $first) {\n        nodes {\n          name\n          jobState\n          currentInstance {\n            uid\n            jobState\n          }\n        }\n      }\n    }\n  }\n": types.ApiCallsPageDocument,
    "\n  query ApiCallsOneApplication {\n    application(environment: \"env-001\", name: \"app-001\") {\n      jobState\n    }\n  }\n": types.ApiCallsOneApplicationDocument,
    "\n  query ApiCallsInstanceIds {\n    application(environment: \"env-001\", name: \"app-001\") {\n      instances {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": types.ApiCallsInstanceIdsDocument,
    "\n  query ApiCallsNodes($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      id\n      ... on Instance {\n        effectiveSpec\n      }\n    }\n  }\n": types.ApiCallsNodesDocument,
    "\n  query ApiCallsEveryField {\n    environment(name: \"env-001\") {\n      id\n      applicationDefaults\n      jobStateCounts {\n        jobState\n        count\n      }\n      running: applications(filter: { jobStates: [RUNNING] }) {\n        totalCount\n      }\n      applications(first: 20) {\n        totalCount\n        nodes {\n          id\n          environment {\n            name\n            observedAt\n          }\n          spec\n          status\n          observedAt\n          stale\n          currentInstanceUid\n          currentInstance {\n            id\n            uid\n            jobId\n            jobState\n            jobStateRaw\n            effectiveSpec\n            image\n            flinkVersion\n            parallelism\n            createdAt\n            updatedAt\n            application {\n              name\n              environment {\n                name\n              }\n              currentInstance {\n                id\n                effectiveSpec\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": types.ApiCallsEveryFieldDocument,
    "\n  query ApiCallsHistories {\n    environment(name: \"env-001\") {\n      applications(first: 20) {\n        nodes {\n          latestInstance {\n            uid\n            previous {\n              uid\n              effectiveSpec\n            }\n          }\n          instances {\n            totalCount\n            nodes {\n              image\n            }\n          }\n          events {\n            totalCount\n          }\n        }\n      }\n    }\n  }\n": types.ApiCallsHistoriesDocument,
    "\n  query ApiFaultsFleet {\n    applications(first: 100) {\n      totalCount\n      nodes {\n        name\n        environmentName\n        jobState\n        currentInstance {\n          uid\n          jobState\n          parallelism\n        }\n        instances {\n          nodes {\n            uid\n            effectiveSpec\n          }\n        }\n        events {\n          totalCount\n        }\n      }\n    }\n  }\n": types.ApiFaultsFleetDocument,
    "\n  query ApiFaultsStates {\n    application(environment: \"dev1\", name: \"app-1\") {\n      jobState\n      jobStateRaw\n      lifecycleState\n      lifecycleStateRaw\n      desiredState\n      currentInstance {\n        jobState\n        jobStateRaw\n      }\n    }\n  }\n": types.ApiFaultsStatesDocument,
    "\n  query ApiFaultsOne {\n    application(environment: \"dev1\", name: \"app-1\") {\n      name\n      currentInstance {\n        uid\n      }\n      events {\n        totalCount\n      }\n    }\n  }\n": types.ApiFaultsOneDocument,
    "\n  query ApiFilterEnvironments($filter: EnvironmentFilter, $orderBy: EnvironmentOrder) {\n    environments(filter: $filter, orderBy: $orderBy) {\n      totalCount\n      nodes {\n        name\n      }\n    }\n  }\n": types.ApiFilterEnvironmentsDocument,
    "\n  query ApiFilterApplications($filter: ApplicationFilter, $orderBy: ApplicationOrder) {\n    applications(filter: $filter, orderBy: $orderBy) {\n      totalCount\n      nodes {\n        name\n      }\n    }\n  }\n": types.ApiFilterApplicationsDocument,
    "\n  query ApiFilterInstances($filter: InstanceFilter, $orderBy: InstanceOrder) {\n    application(environment: \"prod1\", name: \"orders\") {\n      instances(filter: $filter, orderBy: $orderBy) {\n        totalCount\n        nodes {\n          uid\n        }\n      }\n    }\n  }\n": types.ApiFilterInstancesDocument,
    "\n  query ApiFilterInEnvironment($filter: ApplicationFilter) {\n    environment(name: \"prod1\") {\n      applications(filter: $filter) {\n        nodes {\n          name\n        }\n      }\n    }\n  }\n": types.ApiFilterInEnvironmentDocument,
    "\n  query ApiFilterCounts {\n    environments {\n      nodes {\n        name\n        jobStateCounts {\n          jobState\n          count\n        }\n      }\n    }\n  }\n": types.ApiFilterCountsDocument,
    "\n  query ApiFilterEvents($first: Int, $after: String) {\n    application(environment: \"prod1\", name: \"orders\") {\n      events(first: $first, after: $after) {\n        totalCount\n        nodes {\n          uid\n          createdAt\n          severity\n          reason\n          count\n          firstAt\n          lastAt\n          type\n          message\n          instanceUid\n          newStatus\n          exception\n          data\n        }\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n      }\n      instances {\n        nodes {\n          uid\n          events {\n            nodes {\n              uid\n              instanceUid\n            }\n          }\n        }\n      }\n    }\n  }\n": types.ApiFilterEventsDocument,
    "\n  query ApiFilterTimes {\n    application(environment: \"prod1\", name: \"orders\") {\n      createdAt\n      updatedAt\n      environment {\n        createdAt\n        updatedAt\n      }\n      latestInstance {\n        createdAt\n        updatedAt\n      }\n      events(first: 100) {\n        nodes {\n          createdAt\n        }\n      }\n    }\n  }\n": types.ApiFilterTimesDocument,
    "\n  query GatewayFacts {\n    gateway {\n      mutations\n      version\n    }\n  }\n": types.GatewayFactsDocument,
    "\n  query ApiInstanceThroughApplication {\n    application(environment: \"dev1\", name: \"orders\") {\n      currentInstanceUid\n      currentInstance {\n        ...ApiInstance\n      }\n      latestInstance {\n        ...ApiInstance\n        previous {\n          ...ApiInstance\n        }\n      }\n      instances {\n        nodes {\n          ...ApiInstance\n        }\n      }\n    }\n  }\n  fragment ApiInstance on Instance {\n    id\n    uid\n    createdAt\n    updatedAt\n    jobId\n    jobState\n    jobStateRaw\n    effectiveSpec\n    image\n    flinkVersion\n    parallelism\n    expired\n    application {\n      id\n      name\n      observedAt\n    }\n  }\n": types.ApiInstanceThroughApplicationDocument,
    "\n  query ApiInstanceByUid($uid: ID!) {\n    instance(uid: $uid) {\n      ...ApiInstance\n    }\n  }\n": types.ApiInstanceByUidDocument,
    "\n  query ApiInstanceByIds($id: ID!, $ids: [ID!]!) {\n    node(id: $id) {\n      ...ApiInstance\n    }\n    nodes(ids: $ids) {\n      ...ApiInstance\n    }\n  }\n": types.ApiInstanceByIdsDocument,
    "\n  query ApiInstanceNodes($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      id\n    }\n  }\n": types.ApiInstanceNodesDocument,
    "\n  query ApiInstanceIdsOfAll {\n    environment(name: \"dev1\") {\n      id\n    }\n    application(environment: \"dev1\", name: \"orders\") {\n      id\n      currentInstance {\n        id\n      }\n    }\n  }\n": types.ApiInstanceIdsOfAllDocument,
    "\n  query ApiInstanceApplications {\n    applications {\n      totalCount\n    }\n  }\n": types.ApiInstanceApplicationsDocument,
    "\n  query MissingEnvironments {\n    environments(first: 100) {\n      nodes {\n        name\n        stale\n        applications {\n          totalCount\n        }\n      }\n    }\n  }\n": types.MissingEnvironmentsDocument,
    "\n  query ApiApplicationPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $orderBy: ApplicationOrder\n  ) {\n    applications(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          name\n          environmentName\n        }\n      }\n      nodes {\n        id\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n": types.ApiApplicationPageDocument,
    "\n  query ApiEnvironmentPage($first: Int, $after: String) {\n    environments(first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n      }\n      nodes {\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.ApiEnvironmentPageDocument,
    "\n  query ApiInstancePage($first: Int, $after: String) {\n    application(environment: \"gcp-europe-west1-prod\", name: \"iot-telemetry\") {\n      instances(first: $first, after: $after) {\n        totalCount\n        nodes {\n          uid\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ApiInstancePageDocument,
    "\n  query ApiPlan($input: PlanApplicationInput!) {\n    planApplication(input: $input) {\n      effectiveSpec\n      createsInstance\n      upgradeMode\n      replacement\n      restoresFrom {\n        kind\n        name\n        path\n        takenAt\n      }\n      changes {\n        summary\n        changes {\n          path\n          kind\n          before\n          after\n        }\n        against {\n          uid\n        }\n      }\n      overridden {\n        key\n        value\n        origin\n        overridden\n      }\n      warnings {\n        kind\n        message\n        path\n      }\n      application {\n        name\n      }\n      latestInstance {\n        uid\n      }\n      stale\n    }\n  }\n": types.ApiPlanDocument,
    "\n  query ApiProbesEnvironments {\n    environments {\n      totalCount\n    }\n  }\n": types.ApiProbesEnvironmentsDocument,
    "\n  query ApiRefusedEnvironments {\n    environments {\n      nodes {\n        name\n        applications {\n          nodes {\n            name\n          }\n        }\n        jobStateCounts {\n          count\n        }\n      }\n    }\n  }\n": types.ApiRefusedEnvironmentsDocument,
    "\n  query ApiRefusedEverything {\n    applications {\n      totalCount\n      nodes {\n        environmentName\n      }\n      missing {\n        environment\n        code\n        message\n      }\n    }\n  }\n": types.ApiRefusedEverythingDocument,
    "\n  query ApiRefusedByName {\n    application(environment: \"prod1\", name: \"ledger\") {\n      name\n    }\n  }\n": types.ApiRefusedByNameDocument,
    "\n  query ApiKeptPage($environment: String!) {\n    environment(name: $environment) {\n      applications {\n        nodes {\n          name\n          jobState\n          currentInstance {\n            uid\n            jobState\n          }\n        }\n      }\n    }\n  }\n": types.ApiKeptPageDocument,
    "\n  query ApiKeptAged {\n    environment(name: \"dev1\") {\n      name\n      observedAt\n      stale\n    }\n  }\n": types.ApiKeptAgedDocument,
    "\n  query ApiKeptFailing {\n    environments(first: 1000) {\n      totalCount\n    }\n  }\n": types.ApiKeptFailingDocument,
    "\n  query ApiSavepointPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: SavepointFilter\n    $orderBy: SavepointOrder\n  ) {\n    application(environment: \"dev1\", name: \"orders\") {\n      savepoints(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        filter: $filter\n        orderBy: $orderBy\n      ) {\n        totalCount\n        nodes {\n          ...ApiSavepoint\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n  fragment ApiSavepoint on Savepoint {\n    id\n    name\n    uid\n    labels\n    annotations\n    formatType\n    formatTypeRaw\n    backoffLimit\n    state\n    stateRaw\n    path\n    failures\n    error\n    createdAt\n    triggeredAt\n    resultAt\n    pendingDeletion\n    warning\n    stale\n    observedAt\n    application {\n      name\n    }\n  }\n": types.ApiSavepointPageDocument,
    "\n  query ApiDetachedSavepoints($first: Int, $after: String, $filter: SavepointFilter, $orderBy: SavepointOrder) {\n    detachedSavepoints(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      totalCount\n      nodes {\n        ...ApiSavepoint\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.ApiDetachedSavepointsDocument,
    "\n  query ApiSavepointNode($id: ID!) {\n    node(id: $id) {\n      __typename\n      ...ApiSavepoint\n    }\n  }\n": types.ApiSavepointNodeDocument,
    "\n  query ApiStaleFleet {\n    environments {\n      nodes {\n        name\n        stale\n        observedAt\n      }\n    }\n    application(environment: \"env-001\", name: \"app-001\") {\n      ...ApiStaleApplication\n    }\n    applications {\n      totalCount\n      missing {\n        environment\n      }\n      nodes {\n        ...ApiStaleApplication\n      }\n    }\n  }\n  fragment ApiStaleApplication on Application {\n    name\n    jobState\n    stale\n    observedAt\n    currentInstance {\n      uid\n      jobState\n      effectiveSpec\n    }\n    instances {\n      totalCount\n    }\n    events {\n      totalCount\n    }\n  }\n": types.ApiStaleFleetDocument,
    "\n  query ApiStaleOne {\n    application(environment: \"env-001\", name: \"app-001\") {\n      stale\n      observedAt\n    }\n  }\n": types.ApiStaleOneDocument,
    "\n  query ApiStaleUnread {\n    application(environment: \"env-001\", name: \"app-001\") {\n      name\n      currentInstance {\n        uid\n      }\n    }\n  }\n": types.ApiStaleUnreadDocument,
    "\n  subscription Chaos($environment: String, $application: String, $after: String) {\n    jobStateChanged(environment: $environment, application: $application, after: $after) {\n      __typename\n      cursor\n      ... on JobStateChange { environmentName applicationName initial fromRaw toRaw source }\n      ... on JobStateGap { reason }\n    }\n  }\n": types.ChaosDocument,
    "\n  query HistoryRetention {\n    application(environment: \"dev1\", name: \"orders\") {\n      currentInstanceUid\n      currentInstance {\n        uid\n        expired\n        role\n        completion\n        jobState\n        parallelism\n      }\n      instances {\n        kept\n        totalCount\n        fallenOff {\n          uid\n          expired\n          parallelism\n        }\n        nodes {\n          uid\n          expired\n        }\n      }\n    }\n  }\n": types.HistoryRetentionDocument,
    "\n  query HistoryByUid($uid: ID!) {\n    instance(uid: $uid) {\n      id\n      uid\n      expired\n      role\n      completion\n      jobState\n      parallelism\n      createdAt\n      previous {\n        uid\n      }\n      changes {\n        summary\n      }\n      flinkConfiguration {\n        key\n        origin\n      }\n      logs {\n        loki\n      }\n      application {\n        name\n      }\n    }\n  }\n": types.HistoryByUidDocument,
    "\n  query HistoryById($id: ID!) {\n    node(id: $id) {\n      ... on Instance {\n        uid\n        expired\n      }\n    }\n  }\n": types.HistoryByIdDocument,
    "\n  query HistoryOnlyUid($uid: ID!) {\n    instance(uid: $uid) {\n      expired\n    }\n  }\n": types.HistoryOnlyUidDocument,
    "\n  query HistoryAnew {\n    application(environment: \"dev1\", name: \"orders\") {\n      instances {\n        kept\n        fallenOff {\n          uid\n        }\n      }\n      latestInstance {\n        previous {\n          uid\n        }\n      }\n      timeline(first: 100) {\n        nodes {\n          instanceUid\n        }\n      }\n    }\n  }\n": types.HistoryAnewDocument,
    "\n  query HistoryChanges($uid: ID!, $against: ID, $includeNoise: Boolean) {\n    instance(uid: $uid) {\n      changes(against: $against, includeNoise: $includeNoise) {\n        summary\n        against {\n          uid\n        }\n        changes {\n          path\n          segments\n          kind\n          section\n          before\n          after\n        }\n      }\n    }\n  }\n": types.HistoryChangesDocument,
    "\n  query HistoryIds {\n    environment(name: \"dev1\") {\n      id\n    }\n    application(environment: \"dev1\", name: \"orders\") {\n      id\n      instances(orderBy: { field: CREATED, direction: ASC }) {\n        nodes {\n          id\n        }\n      }\n    }\n    other: application(environment: \"dev1\", name: \"other\") {\n      latestInstance {\n        id\n      }\n    }\n  }\n": types.HistoryIdsDocument,
    "\n  query HistoryLogs($uid: ID!) {\n    instance(uid: $uid) {\n      createdAt\n      updatedAt\n      role\n      logs {\n        annotationKey\n        annotationValue\n        from\n        to\n        labelSelector\n        loki\n        elasticsearch\n        kql\n        splunk\n        kubectl\n        link\n      }\n    }\n  }\n": types.HistoryLogsDocument,
    "\n  query HistoryPicture {\n    application(environment: \"dev1\", name: \"orders\") {\n      jobState\n      currentInstanceUid\n      upgrade {\n        from {\n          uid\n        }\n        to {\n          uid\n        }\n        waitingFor\n        reverted\n      }\n      instances(first: 100) {\n        nodes {\n          uid\n          role\n          completion\n        }\n      }\n    }\n  }\n": types.HistoryPictureDocument,
    "\n  query HistoryConfiguration($uid: ID!) {\n    instance(uid: $uid) {\n      flinkConfiguration {\n        key\n        value\n        origin\n        overridden\n      }\n    }\n  }\n": types.HistoryConfigurationDocument,
    "\n  query HistoryProvenance($uid: ID!, $path: [String!]!) {\n    instance(uid: $uid) {\n      provenance(path: $path) {\n        path\n        segments\n        value\n        origin\n        overridden\n      }\n    }\n  }\n": types.HistoryProvenanceDocument,
    "\n  query HistoryLatestConfiguration($environment: String!, $name: String!) {\n    application(environment: $environment, name: $name) {\n      latestInstance {\n        flinkConfiguration {\n          key\n          value\n          origin\n          overridden\n        }\n      }\n    }\n  }\n": types.HistoryLatestConfigurationDocument,
    "\n  query HistoryRemembered($uid: ID!) {\n    instance(uid: $uid) {\n      expired\n      role\n      parallelism\n      application {\n        timeline(first: 100) {\n          nodes {\n            eventUid\n            jobState\n          }\n        }\n        instances {\n          fallenOff {\n            uid\n          }\n        }\n      }\n    }\n  }\n": types.HistoryRememberedDocument,
    "\n  query HistoryTimeline($first: Int, $after: String, $last: Int) {\n    application(environment: \"dev1\", name: \"orders\") {\n      timeline(first: $first, after: $after, last: $last) {\n        totalCount\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n        nodes {\n          kind\n          at\n          observedAt\n          sources\n          instanceUid\n          jobState\n          message\n          exception\n          eventUid\n        }\n      }\n      events(first: 100) {\n        totalCount\n      }\n    }\n  }\n": types.HistoryTimelineDocument,
    "\n  query HistoryStatistics {\n    application(environment: \"dev1\", name: \"orders\") {\n      statistics {\n        ...HistoryNumbers\n      }\n      currentInstance {\n        uid\n        statistics {\n          ...HistoryNumbers\n        }\n        timeline(last: 100) {\n          nodes {\n            instanceUid\n          }\n        }\n      }\n    }\n  }\n  fragment HistoryNumbers on JobStatistics {\n    currentJobState\n    restarts\n    timeInState {\n      jobState\n      seconds\n    }\n    lastFailure {\n      at\n      message\n      exception\n      instanceUid\n    }\n  }\n": types.HistoryStatisticsDocument,
    "\n  query HistoryInstanceStatistics($uid: ID!) {\n    instance(uid: $uid) {\n      statistics {\n        ...HistoryNumbers\n      }\n    }\n  }\n": types.HistoryInstanceStatisticsDocument,
    "\n  query HistoryUpgradeChanges {\n    application(environment: \"dev1\", name: \"orders\") {\n      upgrade {\n        reverted\n        changes {\n          summary\n          against {\n            role\n          }\n        }\n      }\n    }\n  }\n": types.HistoryUpgradeChangesDocument,
    "\n  query HistoryUpgrade {\n    application(environment: \"dev1\", name: \"orders\") {\n      upgrade {\n        since\n        mode\n        stuck {\n          reason\n          detail\n          since\n        }\n      }\n    }\n  }\n": types.HistoryUpgradeDocument,
    "\n  subscription LiveJobStates(\n    $environment: String\n    $application: String\n    $instance: ID\n    $states: [JobState!]\n    $after: String\n  ) {\n    jobStateChanged(\n      environment: $environment\n      application: $application\n      instance: $instance\n      states: $states\n      after: $after\n    ) {\n      __typename\n      cursor\n      ... on JobStateChange {\n        initial\n        environmentName\n        applicationName\n        from\n        to\n        jobId\n        instanceUid\n        source\n        observedAt\n        application {\n          jobState\n        }\n        instance {\n          uid\n          jobState\n        }\n      }\n      ... on JobStateGap {\n        reason\n      }\n    }\n  }\n": types.LiveJobStatesDocument,
    "\n  subscription Slow($after: String) {\n    jobStateChanged(after: $after) {\n      __typename\n      cursor\n      ... on JobStateChange {\n        initial\n        applicationName\n        to\n        application {\n          ...Large\n        }\n      }\n    }\n  }\n  fragment Large on Application {\n    one: spec\n    two: spec\n    three: spec\n    four: spec\n  }\n": types.SlowDocument,
    "\n    subscription SseSlow($after: String) {\n      jobStateChanged(after: $after) {\n        cursor\n        ... on JobStateChange { initial to application { one: spec two: spec three: spec four: spec } }\n      }\n    }\n  ": types.SseSlowDocument,
    "\n  query OrdersState {\n    application(environment: \"dev1\", name: \"orders\") {\n      jobState\n    }\n  }\n": types.OrdersStateDocument,
    "\n  mutation WritesApplyEnvironment($input: ApplyEnvironmentInput!) {\n    applyEnvironment(input: $input) {\n      unchanged\n      environment {\n        id\n        name\n        kubernetesNamespace\n        labels\n        applicationDefaults\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": types.WritesApplyEnvironmentDocument,
    "\n  mutation WritesDeleteEnvironment($input: DeleteEnvironmentInput!) {\n    deleteEnvironment(input: $input) {\n      operation {\n        state\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.WritesDeleteEnvironmentDocument,
    "\n  query WritesOrders {\n    application(environment: \"dev1\", name: \"orders\") {\n      id\n      spec\n      parallelism\n      desiredState\n      labels\n      latestInstance {\n        id\n        uid\n        parallelism\n        cause {\n          kind\n          actor\n          reason\n          requestId\n          operationId\n        }\n      }\n    }\n  }\n": types.WritesOrdersDocument,
    "\n  mutation WritesApply($input: ApplyApplicationInput!) {\n    applyApplication(input: $input) {\n      clientMutationId\n      unchanged\n      application {\n        parallelism\n        latestInstance {\n          uid\n        }\n      }\n      instance {\n        id\n        uid\n        parallelism\n        cause {\n          reason\n        }\n      }\n      plan {\n        createsInstance\n        effectiveSpec\n        changes {\n          summary\n        }\n        latestInstance {\n          uid\n        }\n      }\n      operation {\n        id\n        state\n      }\n      errors {\n        __typename\n        code\n        message\n        path\n        ... on ConflictError {\n          latestInstance {\n            uid\n          }\n          cause {\n            reason\n          }\n        }\n        ... on ManagedElsewhereError {\n          owner\n        }\n        ... on UpstreamError {\n          retryable\n        }\n      }\n    }\n  }\n": types.WritesApplyDocument,
    "\n  mutation WritesApplyErrors($input: ApplyApplicationInput!) {\n    applyApplication(input: $input) {\n      operation {\n        state\n      }\n      errors {\n        __typename\n        code\n      }\n    }\n  }\n": types.WritesApplyErrorsDocument,
    "\n  mutation WritesSuspend($input: SuspendApplicationInput!) {\n    suspendApplication(input: $input) {\n      unchanged\n      application {\n        desiredState\n      }\n      instance {\n        uid\n      }\n      operation {\n        state\n      }\n      errors {\n        __typename\n        code\n        path\n      }\n    }\n  }\n": types.WritesSuspendDocument,
    "\n  query WritesOperations($filter: OperationFilter) {\n    operations(filter: $filter) {\n      totalCount\n      nodes {\n        kind\n        state\n        environmentName\n        applicationName\n        reason\n        requestId\n        startedAt\n        endedAt\n        error {\n          code\n        }\n        instance {\n          uid\n        }\n      }\n    }\n    application(environment: \"dev1\", name: \"orders\") {\n      operations {\n        totalCount\n      }\n      timeline(last: 10) {\n        nodes {\n          kind\n          sources\n          instanceUid\n          cause {\n            kind\n            reason\n          }\n        }\n      }\n    }\n  }\n": types.WritesOperationsDocument,
    "\n  mutation WritesRollBack($input: RollBackApplicationInput!) {\n    rollBackApplication(input: $input) {\n      unchanged\n      application {\n        parallelism\n      }\n      instance {\n        uid\n        parallelism\n        cause {\n          kind\n        }\n      }\n      plan {\n        createsInstance\n        changes {\n          summary\n        }\n      }\n      operation {\n        state\n      }\n      errors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.WritesRollBackDocument,
    "\n  mutation WritesCreateSavepoint($input: CreateSavepointInput!) {\n    createSavepoint(input: $input) {\n      savepoint {\n        id\n        name\n        state\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": types.WritesCreateSavepointDocument,
    "\n  query WritesSavepoint($id: ID!) {\n    node(id: $id) {\n      ... on Savepoint {\n        state\n        path\n      }\n    }\n  }\n": types.WritesSavepointDocument,
    "\n  mutation WritesDetachSavepoint($input: DetachSavepointInput!) {\n    detachSavepoint(input: $input) {\n      savepoint {\n        id\n        name\n        application {\n          name\n        }\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": types.WritesDetachSavepointDocument,
    "\n  mutation WritesDeleteSavepoint($input: DeleteSavepointInput!) {\n    deleteSavepoint(input: $input) {\n      operation {\n        state\n        savepointName\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": types.WritesDeleteSavepointDocument,
    "\n  mutation WritesStartFrom($input: StartApplicationInput!) {\n    startApplication(input: $input) {\n      instance {\n        uid\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": types.WritesStartFromDocument,
    "\n  mutation WritesStart($input: StartApplicationInput!) {\n    startApplication(input: $input) {\n      unchanged\n      application {\n        desiredState\n      }\n      instance {\n        uid\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": types.WritesStartDocument,
    "\n  mutation WritesDelete($input: DeleteApplicationInput!) {\n    deleteApplication(input: $input) {\n      application {\n        name\n      }\n      operation {\n        state\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n": types.WritesDeleteDocument,
    "\n  mutation WritesSuspendSeveral($input: BulkApplicationInput!) {\n    suspendApplications(input: $input) {\n      results {\n        unchanged\n        application {\n          name\n          desiredState\n        }\n        errors {\n          code\n          path\n        }\n      }\n    }\n  }\n": types.WritesSuspendSeveralDocument,
    "\n  query WritesIds {\n    applications {\n      nodes {\n        id\n      }\n    }\n    environments {\n      nodes {\n        id\n      }\n    }\n  }\n": types.WritesIdsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription AwaitBatchJobStates($instance: ID!) {\n    jobStateChanged(instance: $instance) {\n      cursor\n    }\n  }\n"): typeof import('./graphql.ts').AwaitBatchJobStatesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AwaitBatchJobOutcome($instance: ID!) {\n    instance(uid: $instance) {\n      role\n      completion\n      statistics {\n        lastFailure {\n          message\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').AwaitBatchJobOutcomeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ResumeJobStates($environment: String, $after: String) {\n    jobStateChanged(environment: $environment, after: $after) {\n      cursor\n      ... on JobStateChange {\n        environmentName\n        applicationName\n        initial\n        from\n        to\n      }\n      ... on JobStateGap {\n        reason\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ResumeJobStatesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiCallsPage($first: Int!) {\n    environment(name: \"env-001\") {\n      applications(first: $first) {\n        nodes {\n          name\n          jobState\n          currentInstance {\n            uid\n            jobState\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiCallsPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiCallsOneApplication {\n    application(environment: \"env-001\", name: \"app-001\") {\n      jobState\n    }\n  }\n"): typeof import('./graphql.ts').ApiCallsOneApplicationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiCallsInstanceIds {\n    application(environment: \"env-001\", name: \"app-001\") {\n      instances {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiCallsInstanceIdsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiCallsNodes($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      id\n      ... on Instance {\n        effectiveSpec\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiCallsNodesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiCallsEveryField {\n    environment(name: \"env-001\") {\n      id\n      applicationDefaults\n      jobStateCounts {\n        jobState\n        count\n      }\n      running: applications(filter: { jobStates: [RUNNING] }) {\n        totalCount\n      }\n      applications(first: 20) {\n        totalCount\n        nodes {\n          id\n          environment {\n            name\n            observedAt\n          }\n          spec\n          status\n          observedAt\n          stale\n          currentInstanceUid\n          currentInstance {\n            id\n            uid\n            jobId\n            jobState\n            jobStateRaw\n            effectiveSpec\n            image\n            flinkVersion\n            parallelism\n            createdAt\n            updatedAt\n            application {\n              name\n              environment {\n                name\n              }\n              currentInstance {\n                id\n                effectiveSpec\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiCallsEveryFieldDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiCallsHistories {\n    environment(name: \"env-001\") {\n      applications(first: 20) {\n        nodes {\n          latestInstance {\n            uid\n            previous {\n              uid\n              effectiveSpec\n            }\n          }\n          instances {\n            totalCount\n            nodes {\n              image\n            }\n          }\n          events {\n            totalCount\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiCallsHistoriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiFaultsFleet {\n    applications(first: 100) {\n      totalCount\n      nodes {\n        name\n        environmentName\n        jobState\n        currentInstance {\n          uid\n          jobState\n          parallelism\n        }\n        instances {\n          nodes {\n            uid\n            effectiveSpec\n          }\n        }\n        events {\n          totalCount\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiFaultsFleetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiFaultsStates {\n    application(environment: \"dev1\", name: \"app-1\") {\n      jobState\n      jobStateRaw\n      lifecycleState\n      lifecycleStateRaw\n      desiredState\n      currentInstance {\n        jobState\n        jobStateRaw\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiFaultsStatesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiFaultsOne {\n    application(environment: \"dev1\", name: \"app-1\") {\n      name\n      currentInstance {\n        uid\n      }\n      events {\n        totalCount\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiFaultsOneDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiFilterEnvironments($filter: EnvironmentFilter, $orderBy: EnvironmentOrder) {\n    environments(filter: $filter, orderBy: $orderBy) {\n      totalCount\n      nodes {\n        name\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiFilterEnvironmentsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiFilterApplications($filter: ApplicationFilter, $orderBy: ApplicationOrder) {\n    applications(filter: $filter, orderBy: $orderBy) {\n      totalCount\n      nodes {\n        name\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiFilterApplicationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiFilterInstances($filter: InstanceFilter, $orderBy: InstanceOrder) {\n    application(environment: \"prod1\", name: \"orders\") {\n      instances(filter: $filter, orderBy: $orderBy) {\n        totalCount\n        nodes {\n          uid\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiFilterInstancesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiFilterInEnvironment($filter: ApplicationFilter) {\n    environment(name: \"prod1\") {\n      applications(filter: $filter) {\n        nodes {\n          name\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiFilterInEnvironmentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiFilterCounts {\n    environments {\n      nodes {\n        name\n        jobStateCounts {\n          jobState\n          count\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiFilterCountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiFilterEvents($first: Int, $after: String) {\n    application(environment: \"prod1\", name: \"orders\") {\n      events(first: $first, after: $after) {\n        totalCount\n        nodes {\n          uid\n          createdAt\n          severity\n          reason\n          count\n          firstAt\n          lastAt\n          type\n          message\n          instanceUid\n          newStatus\n          exception\n          data\n        }\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n      }\n      instances {\n        nodes {\n          uid\n          events {\n            nodes {\n              uid\n              instanceUid\n            }\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiFilterEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiFilterTimes {\n    application(environment: \"prod1\", name: \"orders\") {\n      createdAt\n      updatedAt\n      environment {\n        createdAt\n        updatedAt\n      }\n      latestInstance {\n        createdAt\n        updatedAt\n      }\n      events(first: 100) {\n        nodes {\n          createdAt\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiFilterTimesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GatewayFacts {\n    gateway {\n      mutations\n      version\n    }\n  }\n"): typeof import('./graphql.ts').GatewayFactsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiInstanceThroughApplication {\n    application(environment: \"dev1\", name: \"orders\") {\n      currentInstanceUid\n      currentInstance {\n        ...ApiInstance\n      }\n      latestInstance {\n        ...ApiInstance\n        previous {\n          ...ApiInstance\n        }\n      }\n      instances {\n        nodes {\n          ...ApiInstance\n        }\n      }\n    }\n  }\n  fragment ApiInstance on Instance {\n    id\n    uid\n    createdAt\n    updatedAt\n    jobId\n    jobState\n    jobStateRaw\n    effectiveSpec\n    image\n    flinkVersion\n    parallelism\n    expired\n    application {\n      id\n      name\n      observedAt\n    }\n  }\n"): typeof import('./graphql.ts').ApiInstanceThroughApplicationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiInstanceByUid($uid: ID!) {\n    instance(uid: $uid) {\n      ...ApiInstance\n    }\n  }\n"): typeof import('./graphql.ts').ApiInstanceByUidDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiInstanceByIds($id: ID!, $ids: [ID!]!) {\n    node(id: $id) {\n      ...ApiInstance\n    }\n    nodes(ids: $ids) {\n      ...ApiInstance\n    }\n  }\n"): typeof import('./graphql.ts').ApiInstanceByIdsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiInstanceNodes($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      id\n    }\n  }\n"): typeof import('./graphql.ts').ApiInstanceNodesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiInstanceIdsOfAll {\n    environment(name: \"dev1\") {\n      id\n    }\n    application(environment: \"dev1\", name: \"orders\") {\n      id\n      currentInstance {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiInstanceIdsOfAllDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiInstanceApplications {\n    applications {\n      totalCount\n    }\n  }\n"): typeof import('./graphql.ts').ApiInstanceApplicationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MissingEnvironments {\n    environments(first: 100) {\n      nodes {\n        name\n        stale\n        applications {\n          totalCount\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').MissingEnvironmentsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiApplicationPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $orderBy: ApplicationOrder\n  ) {\n    applications(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          name\n          environmentName\n        }\n      }\n      nodes {\n        id\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiApplicationPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiEnvironmentPage($first: Int, $after: String) {\n    environments(first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n      }\n      nodes {\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiEnvironmentPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiInstancePage($first: Int, $after: String) {\n    application(environment: \"gcp-europe-west1-prod\", name: \"iot-telemetry\") {\n      instances(first: $first, after: $after) {\n        totalCount\n        nodes {\n          uid\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiInstancePageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiPlan($input: PlanApplicationInput!) {\n    planApplication(input: $input) {\n      effectiveSpec\n      createsInstance\n      upgradeMode\n      replacement\n      restoresFrom {\n        kind\n        name\n        path\n        takenAt\n      }\n      changes {\n        summary\n        changes {\n          path\n          kind\n          before\n          after\n        }\n        against {\n          uid\n        }\n      }\n      overridden {\n        key\n        value\n        origin\n        overridden\n      }\n      warnings {\n        kind\n        message\n        path\n      }\n      application {\n        name\n      }\n      latestInstance {\n        uid\n      }\n      stale\n    }\n  }\n"): typeof import('./graphql.ts').ApiPlanDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiProbesEnvironments {\n    environments {\n      totalCount\n    }\n  }\n"): typeof import('./graphql.ts').ApiProbesEnvironmentsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiRefusedEnvironments {\n    environments {\n      nodes {\n        name\n        applications {\n          nodes {\n            name\n          }\n        }\n        jobStateCounts {\n          count\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiRefusedEnvironmentsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiRefusedEverything {\n    applications {\n      totalCount\n      nodes {\n        environmentName\n      }\n      missing {\n        environment\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiRefusedEverythingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiRefusedByName {\n    application(environment: \"prod1\", name: \"ledger\") {\n      name\n    }\n  }\n"): typeof import('./graphql.ts').ApiRefusedByNameDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeptPage($environment: String!) {\n    environment(name: $environment) {\n      applications {\n        nodes {\n          name\n          jobState\n          currentInstance {\n            uid\n            jobState\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiKeptPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeptAged {\n    environment(name: \"dev1\") {\n      name\n      observedAt\n      stale\n    }\n  }\n"): typeof import('./graphql.ts').ApiKeptAgedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeptFailing {\n    environments(first: 1000) {\n      totalCount\n    }\n  }\n"): typeof import('./graphql.ts').ApiKeptFailingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiSavepointPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: SavepointFilter\n    $orderBy: SavepointOrder\n  ) {\n    application(environment: \"dev1\", name: \"orders\") {\n      savepoints(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        filter: $filter\n        orderBy: $orderBy\n      ) {\n        totalCount\n        nodes {\n          ...ApiSavepoint\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n  fragment ApiSavepoint on Savepoint {\n    id\n    name\n    uid\n    labels\n    annotations\n    formatType\n    formatTypeRaw\n    backoffLimit\n    state\n    stateRaw\n    path\n    failures\n    error\n    createdAt\n    triggeredAt\n    resultAt\n    pendingDeletion\n    warning\n    stale\n    observedAt\n    application {\n      name\n    }\n  }\n"): typeof import('./graphql.ts').ApiSavepointPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiDetachedSavepoints($first: Int, $after: String, $filter: SavepointFilter, $orderBy: SavepointOrder) {\n    detachedSavepoints(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      totalCount\n      nodes {\n        ...ApiSavepoint\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiDetachedSavepointsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiSavepointNode($id: ID!) {\n    node(id: $id) {\n      __typename\n      ...ApiSavepoint\n    }\n  }\n"): typeof import('./graphql.ts').ApiSavepointNodeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiStaleFleet {\n    environments {\n      nodes {\n        name\n        stale\n        observedAt\n      }\n    }\n    application(environment: \"env-001\", name: \"app-001\") {\n      ...ApiStaleApplication\n    }\n    applications {\n      totalCount\n      missing {\n        environment\n      }\n      nodes {\n        ...ApiStaleApplication\n      }\n    }\n  }\n  fragment ApiStaleApplication on Application {\n    name\n    jobState\n    stale\n    observedAt\n    currentInstance {\n      uid\n      jobState\n      effectiveSpec\n    }\n    instances {\n      totalCount\n    }\n    events {\n      totalCount\n    }\n  }\n"): typeof import('./graphql.ts').ApiStaleFleetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiStaleOne {\n    application(environment: \"env-001\", name: \"app-001\") {\n      stale\n      observedAt\n    }\n  }\n"): typeof import('./graphql.ts').ApiStaleOneDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiStaleUnread {\n    application(environment: \"env-001\", name: \"app-001\") {\n      name\n      currentInstance {\n        uid\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiStaleUnreadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Chaos($environment: String, $application: String, $after: String) {\n    jobStateChanged(environment: $environment, application: $application, after: $after) {\n      __typename\n      cursor\n      ... on JobStateChange { environmentName applicationName initial fromRaw toRaw source }\n      ... on JobStateGap { reason }\n    }\n  }\n"): typeof import('./graphql.ts').ChaosDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryRetention {\n    application(environment: \"dev1\", name: \"orders\") {\n      currentInstanceUid\n      currentInstance {\n        uid\n        expired\n        role\n        completion\n        jobState\n        parallelism\n      }\n      instances {\n        kept\n        totalCount\n        fallenOff {\n          uid\n          expired\n          parallelism\n        }\n        nodes {\n          uid\n          expired\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryRetentionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryByUid($uid: ID!) {\n    instance(uid: $uid) {\n      id\n      uid\n      expired\n      role\n      completion\n      jobState\n      parallelism\n      createdAt\n      previous {\n        uid\n      }\n      changes {\n        summary\n      }\n      flinkConfiguration {\n        key\n        origin\n      }\n      logs {\n        loki\n      }\n      application {\n        name\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryByUidDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryById($id: ID!) {\n    node(id: $id) {\n      ... on Instance {\n        uid\n        expired\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryOnlyUid($uid: ID!) {\n    instance(uid: $uid) {\n      expired\n    }\n  }\n"): typeof import('./graphql.ts').HistoryOnlyUidDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryAnew {\n    application(environment: \"dev1\", name: \"orders\") {\n      instances {\n        kept\n        fallenOff {\n          uid\n        }\n      }\n      latestInstance {\n        previous {\n          uid\n        }\n      }\n      timeline(first: 100) {\n        nodes {\n          instanceUid\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryAnewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryChanges($uid: ID!, $against: ID, $includeNoise: Boolean) {\n    instance(uid: $uid) {\n      changes(against: $against, includeNoise: $includeNoise) {\n        summary\n        against {\n          uid\n        }\n        changes {\n          path\n          segments\n          kind\n          section\n          before\n          after\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryChangesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryIds {\n    environment(name: \"dev1\") {\n      id\n    }\n    application(environment: \"dev1\", name: \"orders\") {\n      id\n      instances(orderBy: { field: CREATED, direction: ASC }) {\n        nodes {\n          id\n        }\n      }\n    }\n    other: application(environment: \"dev1\", name: \"other\") {\n      latestInstance {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryIdsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryLogs($uid: ID!) {\n    instance(uid: $uid) {\n      createdAt\n      updatedAt\n      role\n      logs {\n        annotationKey\n        annotationValue\n        from\n        to\n        labelSelector\n        loki\n        elasticsearch\n        kql\n        splunk\n        kubectl\n        link\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryLogsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryPicture {\n    application(environment: \"dev1\", name: \"orders\") {\n      jobState\n      currentInstanceUid\n      upgrade {\n        from {\n          uid\n        }\n        to {\n          uid\n        }\n        waitingFor\n        reverted\n      }\n      instances(first: 100) {\n        nodes {\n          uid\n          role\n          completion\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryPictureDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryConfiguration($uid: ID!) {\n    instance(uid: $uid) {\n      flinkConfiguration {\n        key\n        value\n        origin\n        overridden\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryConfigurationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryProvenance($uid: ID!, $path: [String!]!) {\n    instance(uid: $uid) {\n      provenance(path: $path) {\n        path\n        segments\n        value\n        origin\n        overridden\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryProvenanceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryLatestConfiguration($environment: String!, $name: String!) {\n    application(environment: $environment, name: $name) {\n      latestInstance {\n        flinkConfiguration {\n          key\n          value\n          origin\n          overridden\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryLatestConfigurationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryRemembered($uid: ID!) {\n    instance(uid: $uid) {\n      expired\n      role\n      parallelism\n      application {\n        timeline(first: 100) {\n          nodes {\n            eventUid\n            jobState\n          }\n        }\n        instances {\n          fallenOff {\n            uid\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryRememberedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryTimeline($first: Int, $after: String, $last: Int) {\n    application(environment: \"dev1\", name: \"orders\") {\n      timeline(first: $first, after: $after, last: $last) {\n        totalCount\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n        nodes {\n          kind\n          at\n          observedAt\n          sources\n          instanceUid\n          jobState\n          message\n          exception\n          eventUid\n        }\n      }\n      events(first: 100) {\n        totalCount\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryTimelineDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryStatistics {\n    application(environment: \"dev1\", name: \"orders\") {\n      statistics {\n        ...HistoryNumbers\n      }\n      currentInstance {\n        uid\n        statistics {\n          ...HistoryNumbers\n        }\n        timeline(last: 100) {\n          nodes {\n            instanceUid\n          }\n        }\n      }\n    }\n  }\n  fragment HistoryNumbers on JobStatistics {\n    currentJobState\n    restarts\n    timeInState {\n      jobState\n      seconds\n    }\n    lastFailure {\n      at\n      message\n      exception\n      instanceUid\n    }\n  }\n"): typeof import('./graphql.ts').HistoryStatisticsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryInstanceStatistics($uid: ID!) {\n    instance(uid: $uid) {\n      statistics {\n        ...HistoryNumbers\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryInstanceStatisticsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryUpgradeChanges {\n    application(environment: \"dev1\", name: \"orders\") {\n      upgrade {\n        reverted\n        changes {\n          summary\n          against {\n            role\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryUpgradeChangesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryUpgrade {\n    application(environment: \"dev1\", name: \"orders\") {\n      upgrade {\n        since\n        mode\n        stuck {\n          reason\n          detail\n          since\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryUpgradeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LiveJobStates(\n    $environment: String\n    $application: String\n    $instance: ID\n    $states: [JobState!]\n    $after: String\n  ) {\n    jobStateChanged(\n      environment: $environment\n      application: $application\n      instance: $instance\n      states: $states\n      after: $after\n    ) {\n      __typename\n      cursor\n      ... on JobStateChange {\n        initial\n        environmentName\n        applicationName\n        from\n        to\n        jobId\n        instanceUid\n        source\n        observedAt\n        application {\n          jobState\n        }\n        instance {\n          uid\n          jobState\n        }\n      }\n      ... on JobStateGap {\n        reason\n      }\n    }\n  }\n"): typeof import('./graphql.ts').LiveJobStatesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Slow($after: String) {\n    jobStateChanged(after: $after) {\n      __typename\n      cursor\n      ... on JobStateChange {\n        initial\n        applicationName\n        to\n        application {\n          ...Large\n        }\n      }\n    }\n  }\n  fragment Large on Application {\n    one: spec\n    two: spec\n    three: spec\n    four: spec\n  }\n"): typeof import('./graphql.ts').SlowDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    subscription SseSlow($after: String) {\n      jobStateChanged(after: $after) {\n        cursor\n        ... on JobStateChange { initial to application { one: spec two: spec three: spec four: spec } }\n      }\n    }\n  "): typeof import('./graphql.ts').SseSlowDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrdersState {\n    application(environment: \"dev1\", name: \"orders\") {\n      jobState\n    }\n  }\n"): typeof import('./graphql.ts').OrdersStateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesApplyEnvironment($input: ApplyEnvironmentInput!) {\n    applyEnvironment(input: $input) {\n      unchanged\n      environment {\n        id\n        name\n        kubernetesNamespace\n        labels\n        applicationDefaults\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesApplyEnvironmentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesDeleteEnvironment($input: DeleteEnvironmentInput!) {\n    deleteEnvironment(input: $input) {\n      operation {\n        state\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesDeleteEnvironmentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WritesOrders {\n    application(environment: \"dev1\", name: \"orders\") {\n      id\n      spec\n      parallelism\n      desiredState\n      labels\n      latestInstance {\n        id\n        uid\n        parallelism\n        cause {\n          kind\n          actor\n          reason\n          requestId\n          operationId\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesOrdersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesApply($input: ApplyApplicationInput!) {\n    applyApplication(input: $input) {\n      clientMutationId\n      unchanged\n      application {\n        parallelism\n        latestInstance {\n          uid\n        }\n      }\n      instance {\n        id\n        uid\n        parallelism\n        cause {\n          reason\n        }\n      }\n      plan {\n        createsInstance\n        effectiveSpec\n        changes {\n          summary\n        }\n        latestInstance {\n          uid\n        }\n      }\n      operation {\n        id\n        state\n      }\n      errors {\n        __typename\n        code\n        message\n        path\n        ... on ConflictError {\n          latestInstance {\n            uid\n          }\n          cause {\n            reason\n          }\n        }\n        ... on ManagedElsewhereError {\n          owner\n        }\n        ... on UpstreamError {\n          retryable\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesApplyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesApplyErrors($input: ApplyApplicationInput!) {\n    applyApplication(input: $input) {\n      operation {\n        state\n      }\n      errors {\n        __typename\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesApplyErrorsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesSuspend($input: SuspendApplicationInput!) {\n    suspendApplication(input: $input) {\n      unchanged\n      application {\n        desiredState\n      }\n      instance {\n        uid\n      }\n      operation {\n        state\n      }\n      errors {\n        __typename\n        code\n        path\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesSuspendDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WritesOperations($filter: OperationFilter) {\n    operations(filter: $filter) {\n      totalCount\n      nodes {\n        kind\n        state\n        environmentName\n        applicationName\n        reason\n        requestId\n        startedAt\n        endedAt\n        error {\n          code\n        }\n        instance {\n          uid\n        }\n      }\n    }\n    application(environment: \"dev1\", name: \"orders\") {\n      operations {\n        totalCount\n      }\n      timeline(last: 10) {\n        nodes {\n          kind\n          sources\n          instanceUid\n          cause {\n            kind\n            reason\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesOperationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesRollBack($input: RollBackApplicationInput!) {\n    rollBackApplication(input: $input) {\n      unchanged\n      application {\n        parallelism\n      }\n      instance {\n        uid\n        parallelism\n        cause {\n          kind\n        }\n      }\n      plan {\n        createsInstance\n        changes {\n          summary\n        }\n      }\n      operation {\n        state\n      }\n      errors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesRollBackDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesCreateSavepoint($input: CreateSavepointInput!) {\n    createSavepoint(input: $input) {\n      savepoint {\n        id\n        name\n        state\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesCreateSavepointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WritesSavepoint($id: ID!) {\n    node(id: $id) {\n      ... on Savepoint {\n        state\n        path\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesSavepointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesDetachSavepoint($input: DetachSavepointInput!) {\n    detachSavepoint(input: $input) {\n      savepoint {\n        id\n        name\n        application {\n          name\n        }\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesDetachSavepointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesDeleteSavepoint($input: DeleteSavepointInput!) {\n    deleteSavepoint(input: $input) {\n      operation {\n        state\n        savepointName\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesDeleteSavepointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesStartFrom($input: StartApplicationInput!) {\n    startApplication(input: $input) {\n      instance {\n        uid\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesStartFromDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesStart($input: StartApplicationInput!) {\n    startApplication(input: $input) {\n      unchanged\n      application {\n        desiredState\n      }\n      instance {\n        uid\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesStartDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesDelete($input: DeleteApplicationInput!) {\n    deleteApplication(input: $input) {\n      application {\n        name\n      }\n      operation {\n        state\n      }\n      errors {\n        code\n        path\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesDeleteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WritesSuspendSeveral($input: BulkApplicationInput!) {\n    suspendApplications(input: $input) {\n      results {\n        unchanged\n        application {\n          name\n          desiredState\n        }\n        errors {\n          code\n          path\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesSuspendSeveralDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WritesIds {\n    applications {\n      nodes {\n        id\n      }\n    }\n    environments {\n      nodes {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WritesIdsDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
