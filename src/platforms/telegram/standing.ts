/** What Telegram says now about a person in a chat. */
import type { Log, Standing } from "../platform.ts";
import type { CallApi } from "./api.ts";
import { chatMember, isManager, isPresent, nameOf } from "./shapes.ts";

const unknown: Standing = { state: "unknown", roles: [], manages: false, bot: false, name: "" };

/** Never throws: whatever can't be found out is unknown, and unknown has no rights. */
export async function standing(
  callApi: CallApi,
  log: Log,
  person: string,
  workspace: string,
): Promise<Standing> {
  if (!/^\d+$/.test(person) || !/^-?\d+$/.test(workspace)) return unknown;
  try {
    const member = await callApi(
      "getChatMember",
      { chat_id: Number(workspace), user_id: Number(person) },
      chatMember,
      { timeoutMs: 8000 },
    );
    const present = isPresent(member);
    return {
      state: present ? "member" : "gone",
      roles: [],
      manages: present && isManager(member),
      bot: member.user.is_bot,
      name: nameOf(member.user),
    };
  } catch (error) {
    log.warn({ err: error, workspace }, "Could not find out a person's standing.");
    return unknown;
  }
}
