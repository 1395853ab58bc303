import type { Copy } from "../db/copies.ts";
import type { StoredRequest } from "../db/requests.ts";
import type { RequestCardInput } from "../cards/request.ts";
import { approval as words } from "../words/index.ts";
import type { Beside } from "./beside-request.ts";

/** What a card about this request shows at the copy named `here`: with what is wrong at the other places. */
export function cardInput(
  stored: StoredRequest,
  copies: Copy[],
  here: string | null,
  beside: Beside,
): RequestCardInput {
  const { row, state } = stored;
  return {
    id: row.id,
    agentId: row.agentId,
    action: row.action,
    title: row.title,
    params: row.params,
    actionHash: row.actionHash,
    reason: row.reason,
    audience: row.audience,
    origin: row.origin,
    state,
    ...beside,
    unreachable: copies
      .filter((copy) => copy.failure !== null && copy.id !== here)
      .map((copy) => {
        const [, failure = "", link = null] =
          /^(.*?)(?:: (https:\/\/t\.me\/\S+))?$/s.exec(words.kept.failure(copy.failure ?? "")) ?? [];
        const person = copy.workspace === null ? copy.channel : null;
        return { text: words.unreachablePlace(copy.platform, person, failure), link };
      }),
  };
}
