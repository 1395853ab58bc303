/** What we were told about the agents of a workspace, and by what each bot found there is judged. */
import type { Agent, Purpose } from "../manifest.ts";
import type { SelfTold } from "./self-told.ts";

/** One agent on one platform, as the operator knows it. At least one of `manifest` and `purpose` makes it more than a name. */
export interface KnownAgent {
  userId: string;
  /** Discord only: not always the same number as the user id. */
  applicationId: string | null;
  manifest: Agent | null;
  /** Declared in chat, when there is no manifest. */
  purpose: Purpose | null;
  /** What its own reports say over time; missing where it sends none. */
  told?: SelfTold | null;
}

/** manifest: what its owner wrote down. purpose: what such agents usually need. unknown: the guide's core set. */
export type Basis = "manifest" | "purpose" | "unknown";

/** A manifest that says nothing about this platform still says what the agent is for. */
export function basisOf(known: KnownAgent | null, platform: "discord" | "telegram"): Basis {
  if (known?.manifest?.permissions[platform] !== undefined) return "manifest";
  const purpose = purposeOf(known);
  return purpose !== null && purpose !== "custom" ? "purpose" : "unknown";
}

export function purposeOf(known: KnownAgent | null): Purpose | null {
  return known?.manifest?.metadata.purpose ?? known?.purpose ?? null;
}

/** The agents of these manifests that have an account on the platform. A draft that nobody has reviewed judges nobody. */
export function knownFrom(manifests: Agent[], platform: "discord" | "telegram"): KnownAgent[] {
  return manifests.flatMap((manifest): KnownAgent[] => {
    if (manifest.metadata.reviewed === false) return [];
    if (platform === "telegram") {
      const { telegram } = manifest.identities;
      return telegram ? [{ userId: telegram.userId, applicationId: null, manifest, purpose: null }] : [];
    }
    const { discord } = manifest.identities;
    return discord
      ? [{ userId: discord.userId, applicationId: discord.applicationId, manifest, purpose: null }]
      : [];
  });
}

/** Where this workspace decides about its agents' requests. Ids of channels or chats; approvers as `discord:role:ID` and so on. */
export interface Approvals {
  places: string[];
  approvers: string[];
}
