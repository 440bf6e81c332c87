/** A message from elsewhere as a sentence of a text: it ends with a full stop. */
export function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
