/** The rows of a statement written by hand: the two drivers wrap them differently. Say in `T` what was selected. */
export function rowsOf<T>(result: unknown): T[] {
  return (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as T[];
}
