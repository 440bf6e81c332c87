/** The validation rules of operations. Add a rule that needs the schema here. */
import { SingleFieldSubscriptionsRule, specifiedRules, type ValidationRule } from 'graphql';
import { SubscriptionRootRule } from './subscription-root-rule.ts';

/** The given rules, or those of the specification, with `SubscriptionRootRule` in place of the rule of graphql-js. */
export function validationRules(
  rules: readonly ValidationRule[] = specifiedRules,
): readonly ValidationRule[] {
  return rules.map((rule) => (rule === SingleFieldSubscriptionsRule ? SubscriptionRootRule : rule));
}
