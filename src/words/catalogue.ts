/** One tree of sentences that is read in whatever language is being read just now. */
import type { Language } from "../domain/languages.ts";
import { languageNow } from "./language.ts";

/** What another language has to have: the same keys, and functions that can be called the same way. */
export type Same<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Same<Said>
    : T extends readonly (infer Item)[]
      ? readonly Same<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: Same<T[Key]> }
        : T;

type Branch = Record<PropertyKey, unknown>;

/**
 * The sentences of `all`, as one object: its branches may be kept (`const words = glance.agents`), because a sentence is
 * looked up when it is read. A sentence itself must not be kept: it is a plain string, in one language.
 */
export function catalogue<T extends object>(all: Record<Language, Same<T>> & { en: T }): T {
  return branch(() => all[languageNow()] as unknown as Branch) as T;
}

function branch(now: () => Branch): object {
  /** Functions and branches read through themselves, so they can be kept, and are the same object each time. */
  const kept = new Map<string | symbol, unknown>();
  const read = (key: string | symbol): unknown => {
    const found = now()[key];
    const kind = Array.isArray(found) || found === null ? "leaf" : typeof found;
    if (kind !== "function" && kind !== "object") return found;
    if (!kept.has(key))
      kept.set(key, kind === "function" ? call(now, key) : branch(() => now()[key] as Branch));
    return kept.get(key);
  };
  return new Proxy(
    {},
    {
      get: (_, key) => read(key),
      has: (_, key) => key in now(),
      ownKeys: () => Object.keys(now()),
      getOwnPropertyDescriptor: (_, key) =>
        Object.hasOwn(now(), key) ? { configurable: true, enumerable: true, value: read(key) } : undefined,
      set: () => false,
      defineProperty: () => false,
      deleteProperty: () => false,
    },
  );
}

function call(now: () => Branch, key: string | symbol) {
  return (...given: unknown[]): unknown => (now()[key] as (...given: unknown[]) => unknown)(...given);
}
