/** The fleet behind the gateways whose limits are tested. */

export const small = { cmf: { fleet: { environments: 1, applications: 3, instances: 1 } } };
