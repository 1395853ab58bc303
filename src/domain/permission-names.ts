/** The words a manifest may use for what an agent holds on a platform, and the sentence for one that is none. */
import { z } from "zod";
import { flagNames } from "./discord/flags.ts";
import { nearest } from "./nearest.ts";
import { adminRights } from "./telegram/rights.ts";

const rightNames = adminRights.map(({ key }) => key);

const known = {
  discord: { names: flagNames as readonly string[], what: "Discord permission", such: "SEND_MESSAGES" },
  telegram: { names: rightNames, what: "Telegram administrator right", such: "can_delete_messages" },
};

type Platform = keyof typeof known;

/** Null for a known word. Compared exactly: a manifest is read by people, who should find one spelling. */
export function misnamed(platform: Platform, name: string): string | null {
  const { names, what, such } = known[platform];
  if (names.includes(name)) return null;
  const meant = nearest(name, names);
  return `${name} is no ${what} that Countersign knows; ${meant ? `did you mean ${meant}?` : `write it like ${such}`}`;
}

/** A record whose keys are permission names; the published JSON Schema lists them, so that editors complete them. */
export function byPermission<Value extends z.ZodType>(platform: Platform, value: Value) {
  return z
    .record(z.string(), value)
    .superRefine((record, ctx) => {
      for (const name of Object.keys(record)) {
        const message = misnamed(platform, name);
        if (message !== null) ctx.addIssue({ code: "custom", path: [name], message });
      }
    })
    .meta({ propertyNames: { enum: [...known[platform].names] } });
}

export function permissionName(platform: Platform) {
  return z
    .string()
    .superRefine((name, ctx) => {
      const message = misnamed(platform, name);
      if (message !== null) ctx.addIssue({ code: "custom", message });
    })
    .meta({ enum: [...known[platform].names] });
}
