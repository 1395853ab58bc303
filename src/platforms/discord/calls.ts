/** Every HTTP call that the adapter makes, by name, as Discord's OpenAPI description writes the paths. Nothing else can be called. */
export const calls = {
  getMe: "GET /users/@me",
  getApplication: "GET /applications/@me",
  getGateway: "GET /gateway/bot",
  listCommands: "GET /applications/{application_id}/commands",
  replaceCommands: "PUT /applications/{application_id}/commands",
  getGuild: "GET /guilds/{guild_id}",
  listChannels: "GET /guilds/{guild_id}/channels",
  getChannel: "GET /channels/{channel_id}",
  getMember: "GET /guilds/{guild_id}/members/{user_id}",
  readAuditLog: "GET /guilds/{guild_id}/audit-logs",
  openDirectMessage: "POST /users/@me/channels",
  createMessage: "POST /channels/{channel_id}/messages",
  editMessage: "PATCH /channels/{channel_id}/messages/{message_id}",
  answerInteraction: "POST /interactions/{interaction_id}/{interaction_token}/callback",
  editAnswer: "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original",
  deleteAnswer: "DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original",
  editFollowUp: "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
  followUp: "POST /webhooks/{webhook_id}/{webhook_token}",
} as const satisfies Record<string, `${"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} /${string}`>;

export type CallName = keyof typeof calls;

type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamsOf<Rest>
  : never;

/** The ids that a call's path needs. */
export type CallParams<Name extends CallName> = Record<ParamsOf<(typeof calls)[Name]>, string>;
