/** What `npm start` prints when it has no token. */
export const setupHelp = `Countersign has no bot token yet, so there is nothing it could join. Set at least one, in .env or in the environment:

  DISCORD_TOKEN    discord.com/developers/applications → New Application → Bot → Reset Token. Switch on no privileged intent.
                   Then invite it with these three permissions only (View Channels, Send Messages, View Audit Log):
                   https://discord.com/oauth2/authorize?client_id=YOUR_APPLICATION_ID&scope=bot+applications.commands&permissions=3200

  TELEGRAM_TOKEN   Send /newbot to @BotFather and leave its privacy mode on. Then add it to your group, as an admin without power:
                   https://t.me/YOUR_BOT?startgroup&admin=manage_chat

.env.example lists everything that can be set. To try it without any account: npm run sandbox`;
