/** The entered spec, or its problem with the position. */
export type ParsedSpec = { readonly spec: Readonly<Record<string, unknown>> } | { readonly problem: string };

export function parseSpec(text: string): ParsedSpec {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      return { spec: value as Readonly<Record<string, unknown>> };
    return { problem: 'The spec must be a JSON object.' };
  } catch (error) {
    return { problem: `This is not JSON. ${error instanceof Error ? error.message : ''}` };
  }
}
