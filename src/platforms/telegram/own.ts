/** What was put there under this name; not what every object has, such as `constructor`. Names come from outside. */
export function own<T>(from: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(from, name) ? from[name] : undefined;
}
