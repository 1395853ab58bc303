import type { TelegramUser } from "@gramio/types";
import type { Call } from "./method.ts";

export function getMe({ bot }: Call): TelegramUser {
  return {
    ...bot.user,
    can_join_groups: bot.canJoinGroups,
    can_read_all_group_messages: !bot.privacy,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
    ...bot.features,
  };
}
