/** What the visitor can break, and mend again. */
import type { Sandbox } from "../run.ts";
import { bits } from "../discord/flags.ts";
import { discordIds } from "../world/ids.ts";
import { people } from "../world/people.ts";

export const troubles = ["administrator", "hidden", "discord", "telegram", "power"] as const;
export type TroubleId = (typeof troubles)[number];

export interface Trouble {
  list(): { id: TroubleId; on: boolean; busy: boolean; label: string; hint: string }[];
  /** When this was broken, in milliseconds since the epoch; null while it is whole. */
  since(id: TroubleId): number | null;
  /** How often this was broken. */
  times(id: TroubleId): number;
  /** Breaks it, or mends it when it is broken. Resolves when it is done. */
  toggle(id: TroubleId): Promise<void>;
  /** Mends everything. */
  close(): Promise<void>;
}

interface Words {
  label: string;
  mend: string;
  hint: string;
  /** Once it is mended. */
  mended: string;
}

const words: Record<TroubleId, Words> = {
  administrator: {
    label: "Make Herald an administrator",
    mend: "Take Herald's Administrator away",
    hint: "Olivia gives the Herald bot all power there is. Nobody asked for that.",
    mended: "Taken away. Less power is no alarm: /since tells of it.",
  },
  hidden: {
    label: "Hide #help from Countersign",
    mend: "Show #help to Countersign again",
    hint: "Then Olivia types /audit. What Countersign can't see, it never calls safe.",
    mended: "It sees #help again: /audit judges every channel it may see.",
  },
  discord: {
    label: "Cut the line to Discord",
    mend: "Mend the line to Discord",
    hint: "Cards still reach Telegram; what is missed is caught up afterwards.",
    mended: "Mended. What was missed meanwhile is caught up.",
  },
  telegram: {
    label: "Cut the line to Telegram",
    mend: "Mend the line to Telegram",
    hint: "Cards still reach Discord; what is missed is caught up afterwards.",
    mended: "Mended. What was missed meanwhile is caught up.",
  },
  power: {
    label: "Pull the plug on Countersign",
    mend: "Start Countersign again",
    hint: "The process is killed on the spot. Nothing is lost and nothing happens twice.",
    mended: "It runs again, on the same data. Check the ledger: nothing is missing.",
  },
};

export function createTrouble(sandbox: Sandbox): Trouble {
  const mends = new Map<TroubleId, { at: number; mend: () => void | Promise<void> }>();
  const busy = new Set<TroubleId>();
  const counts = new Map<TroubleId, number>();
  const olivia = () => sandbox.discord.control.as(people.olivia.discord);

  const breaks: Record<TroubleId, () => (() => void | Promise<void>) | Promise<() => Promise<void>>> = {
    administrator() {
      const herald = olivia()
        .members(discordIds.guild)
        .find(({ id }) => id === discordIds.herald);
      const role = herald?.roles.find(({ name }) => name === "Herald") ?? herald?.roles[0];
      if (!role) throw new Error("Herald is not on the server any more.");
      const permissions = (BigInt(role.permissions) | bits("ADMINISTRATOR")).toString();
      olivia().changeRole(role.id, { permissions });
      return () => olivia().changeRole(role.id, { permissions: role.permissions });
    },
    hidden() {
      const id = discordIds.countersignRole;
      olivia().setOverwrite(discordIds.help, { id, type: "role", deny: ["VIEW_CHANNEL"] });
      // With the line cut or the power off nobody answers; the page says so by itself.
      void olivia()
        .type(discordIds.staffRoom, "/audit")
        .catch(() => null);
      return () => olivia().deleteOverwrite(discordIds.help, id);
    },
    discord: () => sandbox.discord.faults.cut(),
    telegram() {
      const mend = sandbox.telegram.faults.fail("*", { status: 502, times: Infinity });
      sandbox.telegram.faults.dropConnections();
      return mend;
    },
    async power() {
      await sandbox.service.kill();
      return () => sandbox.restart();
    },
  };

  return {
    list: () =>
      troubles.map((id) => {
        const on = mends.has(id);
        const { label, mend, hint, mended } = words[id];
        const said = !on && counts.has(id) ? mended : hint;
        return { id, on, busy: busy.has(id), label: on ? mend : label, hint: said };
      }),
    since: (id) => mends.get(id)?.at ?? null,
    times: (id) => counts.get(id) ?? 0,
    async toggle(id) {
      if (busy.has(id)) return;
      busy.add(id);
      try {
        const broken = mends.get(id);
        if (broken) {
          await broken.mend();
          mends.delete(id);
        } else {
          const at = Date.now();
          mends.set(id, { at, mend: await breaks[id]() });
          counts.set(id, (counts.get(id) ?? 0) + 1);
        }
      } finally {
        busy.delete(id);
      }
    },
    async close() {
      for (const id of ["discord", "telegram"] as const) await mends.get(id)?.mend();
    },
  };
}
