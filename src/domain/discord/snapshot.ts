/** A Discord server as seen at one moment: the file of raw API objects, and its parsed form. */

/** Raw API v10 objects, as anyone can save them with curl (api.md, section 6). Unknown fields are kept. */
export interface DiscordSnapshotFile {
  platform: "discord";
  takenAt: string;
  /** User id of the bot that looked. */
  viewer: string;
  guild: Record<string, unknown>;
  /** Full channels from HTTP, plus gateway stubs (flag 1<<17) for channels the viewer cannot see. */
  channels: Record<string, unknown>[];
  members: Record<string, unknown>[];
  auditLog?: Record<string, unknown>[];
}
