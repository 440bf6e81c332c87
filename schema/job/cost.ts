/** The cost of the fields of a job (`src/graphql/limits/cost.ts`), so that `MAX_COST` bounds the calls to Flink. */

/** A field that may cost a call to Flink. */
export const flinkCall = { cost: 100 };

/** A field of a vertex that may cost a call to Flink. The fields of one vertex share their call. */
export const vertexCall = { cost: 50 };
