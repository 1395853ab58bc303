/** JSON as text that is the same whatever the order of keys: for telling whether two things are equal. Lists keep their order. */
export function inOrder(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inOrder).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  return `{${Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => `${JSON.stringify(key)}:${inOrder(inner)}`)
    .sort()
    .join()}}`;
}
