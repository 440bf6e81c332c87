/** Reads CMF's endpoints. `get` is the peer's own HTTP client: it takes a path below the base URL and resolves to the JSON. */
export function createReader(get) {
  const environments = 'cmf/api/v1/environments';
  const of = (environment) => `${environments}/${encodeURIComponent(environment)}/applications`;
  const one = (environment, application) => `${of(environment)}/${encodeURIComponent(application)}`;
  const page = (size) => `page=0&size=${size}`;
  // CMF applications do not contain their environment.
  const withEnvironment = (environment) => (application) => ({ environment, ...application });

  return {
    environment: (name) => get(`${environments}/${encodeURIComponent(name)}`),
    environments: async (first) => (await get(`${environments}?${page(first)}&sort=name,asc`)).items,
    application: async (environment, name) => withEnvironment(environment)(await get(one(environment, name))),
    applications: async (environment, first) =>
      (await get(`${of(environment)}?${page(first)}&sort=name,asc`)).items.map(withEnvironment(environment)),
    instance: (environment, application, uid) => get(`${one(environment, application)}/instances/${uid}`),
    instances: async (environment, application, first) =>
      (await get(`${one(environment, application)}/instances?${page(first)}&sort=creationTimestamp,desc`))
        .items,
  };
}

/** A reader that uses the built-in `fetch`. */
export function createFetchReader(cmfUrl) {
  return createReader(async (path) => {
    const response = await fetch(`${cmfUrl}/${path}`, { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`CMF responded with ${response.status}`);
    return response.json();
  });
}
