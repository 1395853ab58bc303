/** A chat's members, as the client's member list shows them. */
import type { State } from "../state.ts";
import { isPresent, userOf } from "../state.ts";
import type { Id } from "../world.ts";
import { chatOf } from "./place.ts";

export interface SeenMember {
  id: string;
  name: string;
  bot: boolean;
  /** As the list marks them. */
  status: "owner" | "admin" | "member";
}

/** The owner first, then admins, then the rest. */
export function members(state: State, person: number, chatId: Id): SeenMember[] {
  const order = ["owner", "admin", "member"];
  return [...chatOf(state, person, chatId).members]
    .flatMap(([id, member]) => {
      const user = userOf(state, id);
      return user && isPresent(member)
        ? [{ id: String(id), name: user.first_name, bot: user.is_bot, status: statusOf(member.status) }]
        : [];
    })
    .sort((one, other) => order.indexOf(one.status) - order.indexOf(other.status));
}

function statusOf(status: string): SeenMember["status"] {
  if (status === "creator") return "owner";
  return status === "administrator" ? "admin" : "member";
}
