/** A Telegram chat as seen at one moment: the file of raw API objects, and its parsed form. */

/** Raw Bot API objects, as anyone can save them with curl (api.md, section 6). Unknown fields are kept. */
export interface TelegramSnapshotFile {
  platform: "telegram";
  takenAt: string;
  /** User id of the bot that looked. */
  viewer: string;
  chat: Record<string, unknown>;
  /** `getChatAdministrators` with `return_bots: true`. */
  administrators: Record<string, unknown>[];
  /** `getChatMember` of every known sibling. */
  members: Record<string, unknown>[];
  /** Evidence about a bot that the chat itself can't show (privacy mode …), each with its rung and age. */
  reports?: Record<string, unknown>[];
}
