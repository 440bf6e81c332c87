/** The annotations that CMF adds to the pod template of every instance. */

/** The UID of the instance (rule 9). All of its pods have it (rule 10): the join key to logs. */
export const instanceAnnotation = 'platform.confluent.io/cmf-fa-instance';

/** Added together with it in the instance example of the contract. */
export const originAnnotation = 'platform.confluent.io/origin';
