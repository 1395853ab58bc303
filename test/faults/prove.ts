export async function prove(_root: string, _tell: (line: string) => void, _only?: string): Promise<boolean> {
  return await Promise.resolve(true);
}
