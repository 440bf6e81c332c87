/**
 * Validation of the root of a subscription: exactly one field, which is not an introspection field, and no `@skip` or
 * `@include` (GraphQL specification of September 2025, section 5.2.4.1). It replaces graphql-js 16's
 * `SingleFieldSubscriptionsRule`, which evaluates these directives without variables and throws.
 */
import {
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

export function SubscriptionRootRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return;
      const selections = rootSelections(context, operation.selectionSet, new Set());
      const conditional = selections.filter(isConditional);
      if (conditional.length > 0) {
        const message = 'The root of a subscription must not use `@skip` or `@include`.';
        context.reportError(new GraphQLError(message, { nodes: conditional }));
        return;
      }
      const fields = selections.filter((selection) => selection.kind === Kind.FIELD);
      const keys = new Map(fields.map((field) => [field.alias?.value ?? field.name.value, field]));
      const name = operation.name ? `Subscription "${operation.name.value}"` : 'Anonymous Subscription';
      if (keys.size > 1) {
        const nodes = fields.filter(
          (field) => keys.get(keyOf(field)) !== keys.get(keyOf(fields[0] ?? field)),
        );
        context.reportError(new GraphQLError(`${name} must select only one top level field.`, { nodes }));
      }
      const introspection = fields.filter((field) => field.name.value.startsWith('__'));
      if (introspection.length > 0) {
        const message = `${name} must not select an introspection top level field.`;
        context.reportError(new GraphQLError(message, { nodes: introspection }));
      }
    },
  };
}

function keyOf({ alias, name }: FieldNode): string {
  return alias?.value ?? name.value;
}

/** The selections of the root, those in fragments included. Another rule reports unknown fragments. */
function rootSelections(
  context: ValidationContext,
  set: SelectionSetNode,
  visited: Set<FragmentDefinitionNode>,
): readonly SelectionNode[] {
  return set.selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return [selection, ...rootSelections(context, selection.selectionSet, visited)];
    }
    const fragment = context.getFragment(selection.name.value);
    if (!fragment || visited.has(fragment)) return [selection];
    visited.add(fragment);
    return [selection, ...rootSelections(context, fragment.selectionSet, visited)];
  });
}

function isConditional({ directives }: SelectionNode): boolean {
  return (
    directives?.some(
      ({ name: { value } }) => value === GraphQLSkipDirective.name || value === GraphQLIncludeDirective.name,
    ) ?? false
  );
}
