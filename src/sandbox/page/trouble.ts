/** What the visitor can break, and mend again. */
import type { Sandbox } from "../run.ts";
import { bits } from "../discord/flags.ts";
import { discordIds } from "../world/ids.ts";
import { people } from "../world/people.ts";

export const troubles = ["administrator", "hidden", "discord", "telegram", "power"] as const;
export type TroubleId = (typeof troubles)[number];

export interface Trouble {
  list(): { id: TroubleId; on: boolean; busy: boolean; label: string; hint: string }[];
  /** How often this was broken. */
  times(id: TroubleId): number;
  /** Breaks it, or mends it when it is broken. Resolves when it is done. */
  toggle(id: TroubleId): Promise<void>;
  /** Mends everything. */
  close(): Promise<void>;
}

const words: Record<TroubleId, { label: string; mend: string; hint: string }> = {
  administrator: {
    label: "Make Herald an administrator",
    mend: "Take Herald's Administrator away",
    hint: "Olivia gives the Herald bot Administrator. Look into #bot-reports, or type /audit.",
  },
  hidden: {
    label: "Hide #help from Countersign",
    mend: "Show #help to Countersign again",
    hint: "Type /audit: what Countersign can't see, it never calls safe.",
  },
  discord: {
    label: "Cut the line to Discord",
    mend: "Mend the line to Discord",
    hint: "Cards still reach Telegram; what is missed is caught up afterwards.",
  },
  telegram: {
    label: "Cut the line to Telegram",
    mend: "Mend the line to Telegram",
    hint: "Cards still reach Discord; what is missed is caught up afterwards.",
  },
  power: {
    label: "Pull the plug on Countersign",
    mend: "Start Countersign again",
    hint: "kill -9: nothing is lost and nothing happens twice.",
  },
};

export function createTrouble(sandbox: Sandbox): Trouble {
  const mends = new Map<TroubleId, () => void | Promise<void>>();
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
        const { label, mend, hint } = words[id];
        return { id, on, busy: busy.has(id), label: on ? mend : label, hint };
      }),
    times: (id) => counts.get(id) ?? 0,
    async toggle(id) {
      if (busy.has(id)) return;
      busy.add(id);
      try {
        const mend = mends.get(id);
        if (mend) {
          await mend();
          mends.delete(id);
        } else {
          mends.set(id, await breaks[id]());
          counts.set(id, (counts.get(id) ?? 0) + 1);
        }
      } finally {
        busy.delete(id);
      }
    },
    async close() {
      for (const id of ["discord", "telegram"] as const) await mends.get(id)?.();
    },
  };
}
