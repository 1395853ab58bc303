import { discordIds, telegramIds } from "../../world/ids.ts";
import { people } from "../../world/people.ts";
import { discordReport, isTelegramAdmin, telegramReport } from "./seen.ts";
import type { Play, Step } from "./step.ts";

const inStaffRoom = { as: "olivia", platform: "discord", room: discordIds.staffRoom } as const;

export const auditDiscord: Step = {
  title: "What can the bots here really do?",
  why: "Lumen Lamps lets AI agents work in its chats, as bots. Nobody remembers what each of them may do. You are Olivia, who owns the shop.",
  tasks: [
    {
      name: "audit",
      say: "On Discord, in #staff-room, type /audit and press Enter.",
      met: (play) => discordReport(play) !== undefined,
      spot: () => ({ ...inStaffRoom, type: "/audit" }),
    },
  ],
  learned:
    "Countersign has read the roles and channels: Helpdesk is an administrator, although it only answers questions.",
};

export const fixDiscord: Step = {
  title: "Make it right with one click",
  why: "Countersign itself may change nothing: it says what to do, and a human does it on Discord's own screen.",
  tasks: [
    {
      name: "fix",
      say: (play) => `Press “${fixLink(play)?.label ?? "Fix Helpdesk"}” under the report, then Authorize.`,
      met: (play) => !helpdeskRoles(play).some(({ permissions }) => BigInt(permissions) & ADMINISTRATOR),
      spot: (play) => {
        const report = discordReport(play);
        const url = fixLink(play)?.url;
        if (!report || !url) return { ...inStaffRoom, type: "/audit" };
        return { ...inStaffRoom, message: report.id, url };
      },
    },
    {
      name: "look again",
      say: "Now look again: type /audit once more.",
      met: (play) => discordReport(play, play.since.get("fix") ?? Infinity) !== undefined,
      spot: () => ({ ...inStaffRoom, type: "/audit" }),
    },
  ],
  learned:
    "Helpdesk keeps what it needs for its work and nothing more. The other bots have their findings too: fix them if you like.",
};

const ADMINISTRATOR = 1n << 3n;

function fixLink(play: Play) {
  return discordReport(play)?.buttons.find(({ url }) => url?.includes(`client_id=${discordIds.helpdesk}`));
}

function helpdeskRoles({ sandbox }: Play) {
  const members = sandbox.discord.control.as(people.olivia.discord).members(discordIds.guild);
  return members.find(({ id }) => id === discordIds.helpdesk)?.roles ?? [];
}

const inTeam = { as: "olivia", platform: "telegram", room: telegramIds.team } as const;

export const auditTelegram: Step = {
  title: "The same question on Telegram",
  why: "The shop's team sits in a Telegram group. Telegram has no links that take rights away, so the report names the taps.",
  tasks: [
    {
      name: "audit on Telegram",
      say: "On Telegram, in Lumen Team, type /audit and press Enter.",
      met: (play) => telegramReport(play) !== undefined,
      spot: () => ({ ...inTeam, type: "/audit" }),
    },
    {
      name: "dismiss",
      say: "Helpdesk is an admin here, and an admin bot reads everything. Open Members and dismiss it as admin.",
      met: (play) => !isTelegramAdmin(play, telegramIds.helpdesk),
      spot: () => ({ ...inTeam, member: `dismiss:${telegramIds.helpdesk}` }),
    },
    {
      name: "look again on Telegram",
      say: "Look again: type /audit once more.",
      met: (play) => telegramReport(play, play.since.get("dismiss") ?? Infinity) !== undefined,
      spot: () => ({ ...inTeam, type: "/audit" }),
    },
  ],
  learned:
    "Helpdesk is an ordinary member on both platforms now. What Countersign could not see, the report says so: unknown is never called safe.",
};
