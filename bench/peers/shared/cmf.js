/** CMF's endpoints over a `get` of the peer's own: given a path below the base URL, it resolves to the JSON. */
export function createReader(get) {
  const environments = 'cmf/api/v1/environments';
  const of = (environment) => `${environments}/${encodeURIComponent(environment)}/applications`;
  const one = (environment, application) => `${of(environment)}/${encodeURIComponent(application)}`;
  const page = (size) => `page=0&size=${size}`;
  // An application does not say which environment it is in.
  const placed = (environment) => (application) => ({ environment, ...application });

  return {
    environment: (name) => get(`${environments}/${encodeURIComponent(name)}`),
    environments: async (first) => (await get(`${environments}?${page(first)}&sort=name,asc`)).items,
    application: async (environment, name) => placed(environment)(await get(one(environment, name))),
    applications: async (environment, first) =>
      (await get(`${of(environment)}?${page(first)}&sort=name,asc`)).items.map(placed(environment)),
    instance: (environment, application, uid) => get(`${one(environment, application)}/instances/${uid}`),
    instances: async (environment, application, first) =>
      (await get(`${one(environment, application)}/instances?${page(first)}&sort=creationTimestamp,desc`))
        .items,
  };
}

/** The reader that a first version has: the runtime's own `fetch`. */
export function createFetchReader(cmfUrl) {
  return createReader(async (path) => {
    const response = await fetch(`${cmfUrl}/${path}`, { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`CMF answered ${response.status}`);
    return response.json();
  });
}
