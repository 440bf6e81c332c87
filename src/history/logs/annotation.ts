/** The annotations that CMF itself puts on the pod template of every instance. */

/** Equals the instance's own UID (rule 9) and is carried by each of its pods (rule 10): the join key to logs. */
export const instanceAnnotation = 'platform.confluent.io/cmf-fa-instance';

/** Injected beside it in the contract's example of an instance. */
export const originAnnotation = 'platform.confluent.io/origin';
