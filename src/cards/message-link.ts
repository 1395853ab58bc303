export interface MessageOrigin {
  platform?: "discord" | "telegram";
  workspace?: string;
  channel?: string;
  messageId?: string;
  requestedBy?: string;
}

/** Where a message can be opened; null when the ids don't add up to a link. Only digits get into it, whatever the agent sent. */
export function messageLink(origin: MessageOrigin): string | null {
  const { workspace = "", channel = "", messageId = "" } = origin;
  const link = { discord, telegram };
  return origin.platform && /^\d+$/.test(messageId)
    ? link[origin.platform](workspace, channel, messageId)
    : null;
}

function discord(workspace: string, channel: string, message: string): string | null {
  return /^\d+$/.test(workspace) && /^\d+$/.test(channel)
    ? `https://discord.com/channels/${workspace}/${channel}/${message}`
    : null;
}

/** Only supergroups and channels have links: their ids begin with -100. */
function telegram(workspace: string, _channel: string, message: string): string | null {
  const chat = /^-100(\d+)$/.exec(workspace)?.[1];
  return chat ? `https://t.me/c/${chat}/${message}` : null;
}
