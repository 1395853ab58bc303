/** What Telegram's own client would have been told: an error of the user API, and what it means. */
export class ControlRefused extends Error {
  readonly words: string;
  constructor(words: string, meaning: string) {
    super(`${words}: ${meaning}`);
    this.name = "ControlRefused";
    this.words = words;
  }
}

export const notAllowed = {
  admin: () =>
    new ControlRefused("CHAT_ADMIN_REQUIRED", "this person lacks the administrator right for that"),
  write: () => new ControlRefused("CHAT_WRITE_FORBIDDEN", "this person may not write in this chat"),
  outside: () => new ControlRefused("CHANNEL_PRIVATE", "this person is not in the chat"),
  rights: () => new ControlRefused("RIGHT_FORBIDDEN", "nobody can give rights they don't hold"),
  owner: () => new ControlRefused("USER_CREATOR", "the owner's rights can't be changed"),
  noMessage: () => new ControlRefused("MESSAGE_ID_INVALID", "this person sees no such message"),
  notTheirs: () => new ControlRefused("MESSAGE_AUTHOR_REQUIRED", "only the author edits a message"),
  noPerson: () => new ControlRefused("USER_ID_INVALID", "nobody in this world has that id"),
  notParticipant: () => new ControlRefused("USER_NOT_PARTICIPANT", "that user is not in the chat"),
  notOwnBot: () => new ControlRefused("BOT_INVALID", "only the bot's owner talks to BotFather about it"),
} as const;
