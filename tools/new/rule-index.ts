/** A rule's line in the registry, which is sorted by id and then by what has to come after what. */

/** `some-thing` → `someThing`; with the platform where that name is taken. */
export function constantFor(registry: string, id: string): string {
  const parts = id.split(".");
  const plain = camel(parts.at(-1) ?? "");
  const free = (name: string): boolean => !new RegExp(`\\b${name}\\b`).test(registry);
  if (free(plain)) return plain;
  const placed = camel(`${parts.at(-1) ?? ""}-on-${parts[0] ?? ""}`);
  return free(placed) ? placed : camel(id.replaceAll(".", "-"));
}

/** Names can't begin with a digit. */
const camel = (words: string): string => {
  const name = words.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return /^[0-9]/.test(name) ? `rule${name}` : name;
};

/** Null when the file does not look like a list of imports and an array of what they bring. */
export function addToIndex(registry: string, id: string, constant: string): string | null {
  const lines = registry.split("\n");
  const imports = lines.flatMap((line, at) => {
    const [, names = "", file] = /^import \{ (.+) \} from "\.\/(.+)\.ts";$/.exec(line) ?? [];
    const name = names.split(" as ").at(-1)?.trim() ?? "";
    return file === undefined ? [] : [{ name, file, at }];
  });
  const before = imports.findLast(({ file }) => file < id) ?? imports[0];
  const fileOf = new Map(imports.map(({ name, file }) => [name, file]));
  const platform = id.split(".")[0] ?? "";
  const entries = lines.flatMap((line, at) => {
    const name = /^ {2}(\w+),$/.exec(line)?.[1];
    return name !== undefined && fileOf.has(name) ? [{ file: fileOf.get(name) ?? "", at }] : [];
  });
  // Whatever stands behind a remark has to stay behind the others.
  const remark = lines.findIndex((line, at) => at > (entries[0]?.at ?? 0) && line.startsWith("  //"));
  const kin = entries.filter(
    ({ file, at }) =>
      file.startsWith(`${platform}.`) && (platform !== "discord" || remark === -1 || at < remark),
  );
  const last = kin.at(-1) ?? entries.at(-1);
  if (before === undefined || last === undefined) return null;
  const line = `import { ${constant} } from "./${id}.ts";`;
  return lines
    .flatMap((text, at) => [
      text,
      ...(at === before.at ? [line] : []),
      ...(at === last.at ? [`  ${constant},`] : []),
    ])
    .join("\n");
}
