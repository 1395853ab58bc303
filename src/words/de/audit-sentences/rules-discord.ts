/** Rules about Discord, from administrators to spare permissions: English template → German. Gaps in braces stay as they are. */
export const rulesDiscord: Record<string, string> = {
  "Its channel limits do nothing": "Seine Kanalgrenzen bewirken nichts",
  "A bot is meant for chosen channels, but as an administrator it sees all of them whatever their permissions say.":
    "Ein Bot ist für bestimmte Kanäle gedacht, sieht als Administrator aber alle, was auch immer ihre Berechtigungen sagen.",
  "The owner believes that the bot is locked into its channels. Discord ignores every channel permission for administrators.":
    "Der Besitzer glaubt, der Bot sei auf seine Kanäle beschränkt. Bei Administratoren beachtet Discord keine Kanalberechtigung.",
  "Take Administrator away: Server Settings → Roles → the bot's role → Permissions.":
    "Nimm ihm „Administrator“: Servereinstellungen → Rollen → die Rolle des Bots → Berechtigungen.",
  "Then look at the permissions of its channels.": "Sieh dir danach die Berechtigungen seiner Kanäle an.",
  "The bot's own settings may keep it to its channels; Discord does not.":
    "Vielleicht halten ihn seine eigenen Einstellungen in seinen Kanälen; Discord tut es nicht.",
  Administrator: "Administrator",
  "A bot holds Administrator through its own role or another role it has.":
    "Ein Bot hat „Administrator“, durch seine eigene Rolle oder eine andere, die er hat.",
  "Administrator is every permission at once, now and in future, in every channel, whatever the channel's permissions say. One successful prompt injection owns the server.":
    "„Administrator“ ist jede Berechtigung auf einmal, heute und künftig, in jedem Kanal, was auch immer dessen Berechtigungen sagen. Wer den Agenten einmal überlistet, dem gehört der Server.",
  "Server Settings → Roles → the bot's role → Permissions.":
    "Servereinstellungen → Rollen → die Rolle des Bots → Berechtigungen.",
  "Turn off Administrator, turn on what the bot needs, save.":
    "Schalte „Administrator“ aus, schalte ein, was der Bot braucht, speichern.",
  "Look at the channels it needs: their permissions count from now on.":
    "Sieh dir die Kanäle an, die er braucht: Ihre Berechtigungen zählen von jetzt an.",
  "A role that the bot has but that is missing from the snapshot may grant it as well.":
    "Auch eine Rolle, die der Bot hat und die im Schnappschuss fehlt, kann es ihm geben.",
  "Whether the bot would ever use it can't be seen: Administrator is never used as such.":
    "Ob der Bot es je benutzen würde, sieht man nicht: „Administrator“ wird nie als solches benutzt.",
  "Added without anybody declaring it": "Hinzugefügt, ohne dass ihn jemand eingetragen hat",
  "The audit log shows that a bot was added in the last 45 days, and nobody has declared it since.":
    "Das Audit-Log zeigt, dass in den letzten 45 Tagen ein Bot hinzugefügt wurde, und niemand hat ihn seitdem eingetragen.",
  "One person's click brings a stranger into the server, with whatever permissions the link asked for.":
    "Ein Klick eines einzigen Menschen bringt einen Fremden auf den Server, mit allen Berechtigungen, die der Link verlangt hat.",
  "Ask the person who added it what it is for.":
    "Frag den Menschen, der ihn hinzugefügt hat, wofür er da ist.",
  "Declare its purpose with /agent or write a manifest, or remove the bot.":
    "Trag mit /agent seinen Zweck ein oder schreib ein Manifest, oder entferne den Bot.",
  "It may have been agreed on in another place than Countersign.":
    "Vielleicht wurde es anderswo verabredet als in Countersign.",
  "Discord keeps its audit log for 45 days; older additions are not seen.":
    "Discord behält sein Audit-Log 45 Tage; ältere Zugänge sind nicht zu sehen.",
  "Sees more channels than it is meant for": "Sieht mehr Kanäle, als für ihn gedacht sind",
  "A bot can view channels that its manifest does not list, or that it rules out.":
    "Ein Bot sieht Kanäle, die sein Manifest nicht nennt oder ausschließt.",
  "It can read and leak what is said there, and people there can talk it into things nobody watches.":
    "Er kann lesen und ausplaudern, was dort gesagt wird, und man kann ihn dort zu Dingen überreden, die niemand sieht.",
  "In each channel it does not need: Edit Channel → Permissions → add the bot's role → View Channel ✕.":
    "In jedem Kanal, den er nicht braucht: Kanal bearbeiten → Berechtigungen → die Rolle des Bots hinzufügen → „Kanal anzeigen“ auf ✕.",
  "For a whole category do the same on the category; channels that are synced with it follow.":
    "Für eine ganze Kategorie dasselbe an der Kategorie; Kanäle, die mit ihr abgeglichen sind, folgen.",
  "Hidden channels are not judged: the bot may see those too.":
    "Verborgene Kanäle werden nicht beurteilt: Vielleicht sieht der Bot auch sie.",
  "Slash commands ignore View Channel: members can still call the bot there, unless Server Settings → Integrations forbids it.":
    "Slash-Befehle beachten „Kanal anzeigen“ nicht: Mitglieder können den Bot dort weiter rufen, wenn es Servereinstellungen → Integrationen nicht verbietet.",
  "A channel made tomorrow is open to it again when @everyone may see it.":
    "Ein Kanal, der morgen angelegt wird, steht ihm wieder offen, wenn @everyone ihn sehen darf.",
  "Powerful bots on a server without 2FA": "Mächtige Bots auf einem Server ohne 2FA",
  "Bots hold moderation permissions while the server does not require 2FA for moderator actions.":
    "Bots haben Moderationsberechtigungen, während der Server für Moderationsaktionen keine 2FA verlangt.",
  "With the setting on, Discord demands 2FA on the account of the bot's owner before such a permission works. Without it, one stolen password moves your server.":
    "Ist die Einstellung an, verlangt Discord 2FA auf dem Konto des Bot-Besitzers, bevor eine solche Berechtigung wirkt. Ohne sie bewegt ein gestohlenes Passwort deinen Server.",
  "Server Settings → Safety Setup → Require 2FA for moderator actions: turn it on. Only the server's owner can.":
    "Servereinstellungen → Sicherheits-Setup → „2FA für Moderationsaktionen verlangen“: einschalten. Das kann nur der Besitzer des Servers.",
  "The owners of the bots may have 2FA anyway; Discord does not show that.":
    "Die Besitzer der Bots haben vielleicht trotzdem 2FA; Discord zeigt das nicht.",
  "Everybody has it, so every bot has it": "Alle haben es, also auch jeder Bot",
  "@everyone holds a dangerous permission, so no bot can be without it.":
    "@everyone hat eine gefährliche Berechtigung, deshalb kann kein Bot ohne sie sein.",
  "You can take it from a bot's role as often as you like: through @everyone the bot, and every member, still has it.":
    "Du kannst sie der Rolle eines Bots nehmen, so oft du willst: Durch @everyone hat sie der Bot weiter, wie jedes Mitglied.",
  "Server Settings → Roles → Default Permissions (@everyone): turn the permission off, save.":
    "Servereinstellungen → Rollen → Standardberechtigungen (@everyone): Schalte die Berechtigung aus, speichern.",
  "Small servers of friends may want it this way. The bots in them then have it too.":
    "Kleine Server unter Freunden wollen es vielleicht so. Dann haben es auch die Bots dort.",
  "Roles beyond its own": "Rollen außer seiner eigenen",
  "A bot has roles besides the one that Discord made for it, and they grant it something.":
    "Ein Bot hat außer der Rolle, die Discord für ihn angelegt hat, noch andere, und sie geben ihm etwas.",
  "A re-invite link only changes the bot's own role. Whoever edits the other role for people changes the bot too, without noticing.":
    "Ein neuer Einladungslink ändert nur die eigene Rolle des Bots. Wer die andere Rolle für Menschen ändert, ändert unbemerkt auch den Bot.",
  "Server Settings → Members → the bot: take every role away that is not its own.":
    "Servereinstellungen → Mitglieder → der Bot: Nimm ihm jede Rolle, die nicht seine eigene ist.",
  "Put what it needs into its own role.": "Gib seiner eigenen Rolle, was er braucht.",
  "Some servers keep one shared role for all bots on purpose.":
    "Manche Server haben mit Absicht eine gemeinsame Rolle für alle Bots.",
  "Roles without permissions, for colour or for pings, are not counted.":
    "Rollen ohne Berechtigungen, für Farben oder zum Anpingen, zählen nicht.",
  "Can speak as anybody": "Kann als jeder sprechen",
  "A bot holds Manage Webhooks without needing it.": "Ein Bot hat „Webhooks verwalten“, ohne es zu brauchen.",
  "It can read webhook tokens and post under any name and picture, as a person or as Countersign. A token it has read goes on working after the permission is gone.":
    "Er kann die Token von Webhooks lesen und unter jedem Namen und Bild schreiben, als Mensch oder als Countersign. Ein Token, das er gelesen hat, gilt weiter, auch wenn die Berechtigung weg ist.",
  "Server Settings → Roles → the bot's role → Permissions: turn off Manage Webhooks, save.":
    "Servereinstellungen → Rollen → die Rolle des Bots → Berechtigungen: „Webhooks verwalten“ ausschalten, speichern.",
  "Server Settings → Integrations → Webhooks: delete and make again the ones it could read, because it may have kept their tokens.":
    "Servereinstellungen → Integrationen → Webhooks: Lösch die, die er lesen konnte, und leg sie neu an, denn vielleicht hat er ihre Token behalten.",
  "There may be no webhook on the server yet; it could make one.":
    "Vielleicht gibt es auf dem Server noch keinen Webhook; er könnte einen anlegen.",
  "Can ping everybody": "Kann alle benachrichtigen",
  "A bot holds Mention @everyone, @here, and All Roles without needing it.":
    "Ein Bot hat „@everyone, @here und alle Rollen erwähnen“, ohne es zu brauchen.",
  "Whoever talks the agent into one sentence can ring every phone on the server, with a phishing link in it.":
    "Wer den Agenten zu einem einzigen Satz überredet, kann jedes Telefon auf dem Server klingeln lassen, mit einem betrügerischen Link darin.",
  "Turn off Mention @everyone, @here, and All Roles, save.":
    "Schalte „@everyone, @here und alle Rollen erwähnen“ aus, speichern.",
  "If it announces things, let it mention one role that people can choose themselves.":
    "Kündigt er etwas an, dann lass ihn eine einzige Rolle erwähnen, die Menschen selbst wählen können.",
  "The bot's own code may never let a mention through.":
    "Vielleicht lässt der Bot selbst nie eine Erwähnung durch.",
  "Roles that anybody may mention can be pinged without this permission.":
    "Rollen, die jeder erwähnen darf, lassen sich auch ohne diese Berechtigung anpingen.",
  "Lacks what it is declared to need": "Ihm fehlt, was er laut Eintrag braucht",
  "A manifest requires a permission that the bot does not have, in the server or in any of its channels.":
    "Ein Manifest verlangt eine Berechtigung, die der Bot nicht hat, weder auf dem Server noch in einem seiner Kanäle.",
  "Either the bot will fail when it tries, or the manifest asks for too much. A manifest that nobody corrects protects nobody.":
    "Entweder scheitert der Bot, wenn er es versucht, oder das Manifest verlangt zu viel. Ein Manifest, das niemand berichtigt, schützt niemanden.",
  "If the bot works without it, take the permission out of the manifest.":
    "Kommt der Bot ohne aus, dann nimm die Berechtigung aus dem Manifest.",
  "If it does not, turn the permission on in the bot's role. That gives it more than today, so somebody other than its owner should agree.":
    "Wenn nicht, schalte die Berechtigung in der Rolle des Bots ein. Damit hat er mehr als heute, also sollte jemand anders als sein Besitzer zustimmen.",
  "It may hold the permission in a channel that Countersign can't see.":
    "Vielleicht hat er die Berechtigung in einem Kanal, den Countersign nicht sieht.",
  "It may need it so rarely that nobody has noticed.":
    "Vielleicht braucht er sie so selten, dass es niemandem aufgefallen ist.",
  "Power over the server or its members": "Macht über den Server oder seine Mitglieder",
  "A bot holds Manage Server, Manage Roles, Manage Channels, Ban Members or Kick Members without needing it.":
    "Ein Bot hat „Server verwalten“, „Rollen verwalten“, „Kanäle verwalten“, „Mitglieder bannen“ oder „Mitglieder kicken“, ohne es zu brauchen.",
  "These remove people, channels and other bots, Countersign included. They are almost never necessary for an AI agent.":
    "Damit lassen sich Menschen, Kanäle und andere Bots entfernen, auch Countersign. Ein KI-Agent braucht das fast nie.",
  "Turn off Manage Server, Manage Roles, Manage Channels, Ban Members and Kick Members, save.":
    "Schalte „Server verwalten“, „Rollen verwalten“, „Kanäle verwalten“, „Mitglieder bannen“ und „Mitglieder kicken“ aus, speichern.",
  "If the bot's job needs one of them, write it into its manifest with its why, and put it behind an approval.":
    "Braucht der Bot eine davon für seine Aufgabe, dann schreib sie mit dem Grund in sein Manifest und stell sie unter eine Freigabe.",
  "Without a manifest the bot is judged by its declared purpose, which may not mention everything it does.":
    "Ohne Manifest wird der Bot nach seinem eingetragenen Zweck beurteilt, der vielleicht nicht alles nennt, was er tut.",
  "The position of its role limits whom it can ban and which roles it can hand out; that is judged by other rules.":
    "Wie hoch seine Rolle steht, begrenzt, wen er bannen und welche Rollen er vergeben kann; das beurteilen andere Regeln.",
  "Channel permissions for a role that is gone": "Kanalberechtigungen für eine Rolle, die es nicht mehr gibt",
  "A channel has permissions for a role that no longer exists.":
    "Ein Kanal hat Berechtigungen für eine Rolle, die es nicht mehr gibt.",
  "They do nothing today, but they make the channel's permissions hard to read, and hard-to-read permissions hide the dangerous ones.":
    "Heute bewirken sie nichts, aber sie machen die Berechtigungen des Kanals schwer lesbar, und dahinter verstecken sich die gefährlichen.",
  "Edit Channel → Permissions: remove the entry that shows only a number.":
    "Kanal bearbeiten → Berechtigungen: Entferne den Eintrag, der nur eine Zahl zeigt.",
  "The role may be missing from the snapshot rather than from the server.":
    "Vielleicht fehlt die Rolle im Schnappschuss und nicht auf dem Server.",
  "Entries for members who left are not looked at: Countersign does not read the whole member list.":
    "Einträge für Mitglieder, die gegangen sind, werden nicht angesehen: Countersign liest nicht die ganze Mitgliederliste.",
  "Stands above the moderators": "Steht über den Moderatoren",
  "A bot that can act on members stands above roles that carry moderation permissions.":
    "Ein Bot, der auf Mitglieder einwirken kann, steht über Rollen mit Moderationsberechtigungen.",
  "It can time out, kick or rename the very people who would stop it.":
    "Er kann genau die Menschen stummschalten, hinauswerfen oder umbenennen, die ihn aufhalten würden.",
  "Server Settings → Roles: drag the bot's role below the moderators' role.":
    "Servereinstellungen → Rollen: Zieh die Rolle des Bots unter die der Moderatoren.",
  "Moderation bots are often put on top on purpose, so that they can act on anybody.":
    "Moderationsbots stehen oft mit Absicht ganz oben, damit sie auf alle einwirken können.",
  "Who has those roles can't be seen: they may be empty.":
    "Wer diese Rollen hat, ist nicht zu sehen: Vielleicht hat sie niemand.",
  "Can give itself more power": "Kann sich selbst mehr Macht geben",
  "A bot with Manage Roles stands above a role that carries dangerous permissions it does not have itself.":
    "Ein Bot mit „Rollen verwalten“ steht über einer Rolle mit gefährlichen Berechtigungen, die er selbst nicht hat.",
  "It may hand that role to itself or to anybody. Discord does not check whether the role is more powerful than the bot.":
    "Er kann diese Rolle sich selbst oder jedem anderen geben. Discord prüft nicht, ob die Rolle mächtiger ist als der Bot.",
  "If it does: Server Settings → Roles, drag its role below every role that carries more than the bot should have.":
    "Braucht er es: Servereinstellungen → Rollen, zieh seine Rolle unter jede Rolle, die mehr mit sich bringt, als der Bot haben soll.",
  "Only the first step is looked at: what it could reach through a role it made itself is not counted.":
    "Angesehen wird nur der erste Schritt: Was er über eine selbst angelegte Rolle erreichen könnte, zählt nicht.",
  "Roles that belong to other bots can't be handed out, and are left out here.":
    "Rollen, die anderen Bots gehören, lassen sich nicht vergeben und sind hier weggelassen.",
  "In the whole server instead of chosen channels": "Auf dem ganzen Server statt in ausgewählten Kanälen",
  "A bot sees every channel that everybody sees, and nobody has said which ones it is for.":
    "Ein Bot sieht jeden Kanal, den alle sehen, und niemand hat gesagt, für welche er da ist.",
  "The guide says: restrict the bot to specific channels. What it can't read it can't leak, and nobody can talk to it where nobody looks.":
    "Der Leitfaden sagt: Beschränk den Bot auf bestimmte Kanäle. Was er nicht lesen kann, kann er nicht ausplaudern, und niemand kann dort mit ihm reden, wo niemand hinsieht.",
  "Decide which channels the bot is for, and list them in its manifest under channels.discord.allow.":
    "Entscheide, für welche Kanäle der Bot da ist, und schreib sie in seinem Manifest unter channels.discord.allow.",
  "Countersign then says exactly which channels to hide from it.":
    "Dann sagt Countersign genau, welche Kanäle ihm verborgen werden sollten.",
  "Some bots really are for the whole server; then list the categories.":
    "Manche Bots sind wirklich für den ganzen Server da; dann trag die Kategorien ein.",
  "Moderation bots and readers are expected everywhere and are not judged here.":
    "Von Moderationsbots und Bots, die nur lesen, erwartet man, dass sie überall sind; sie werden hier nicht beurteilt.",
  "Hidden channels are not judged.": "Verborgene Kanäle werden nicht beurteilt.",
  "Nobody has looked where its commands work": "Niemand hat nachgesehen, wo seine Befehle gehen",
  "A bot is meant for chosen channels, and no person has confirmed that its slash commands are limited to them.":
    "Ein Bot ist für bestimmte Kanäle gedacht, und kein Mensch hat bestätigt, dass seine Slash-Befehle auf sie beschränkt sind.",
  "Slash commands ignore channel permissions. Hiding a channel from the bot does not stop members from calling it there.":
    "Slash-Befehle beachten keine Kanalberechtigungen. Einen Kanal vor dem Bot zu verbergen, hindert Mitglieder nicht daran, ihn dort zu rufen.",
  "Server Settings → Integrations → the bot → Channels: choose the channels it is meant for.":
    "Servereinstellungen → Integrationen → der Bot → Kanäle: Wähl die Kanäle, für die er gedacht ist.",
  "Confirm it in Countersign; the confirmation lasts 90 days.":
    "Bestätige es in Countersign; die Bestätigung gilt 90 Tage.",
  "The bot may have no slash commands at all. Discord shows them, and where they work, to no other bot.":
    "Vielleicht hat der Bot gar keine Slash-Befehle. Welche es sind und wo sie gehen, zeigt Discord keinem anderen Bot.",
  "A smaller permission does the job now": "Eine kleinere Berechtigung genügt inzwischen",
  "A bot is declared to need only the small half of a permission that Discord split in February 2026, and still holds the big one.":
    "Ein Bot braucht laut Eintrag nur die kleine Hälfte einer Berechtigung, die Discord im Februar 2026 geteilt hat, und hat noch die große.",
  "Pinning no longer needs Manage Messages. The big permission no longer even includes the small one, so all it adds is power over other people's things.":
    "Anpinnen braucht „Nachrichten verwalten“ nicht mehr. Die große Berechtigung enthält die kleine nicht einmal mehr; sie gibt also nur noch Macht über das, was anderen gehört.",
  "Server Settings → Roles → the bot's role → Permissions: turn on the small permission, turn off the big one, save.":
    "Servereinstellungen → Rollen → die Rolle des Bots → Berechtigungen: die kleine Berechtigung einschalten, die große ausschalten, speichern.",
  "Only manifests that name the small permission are looked at; without one nobody knows what the bot used the big one for.":
    "Angesehen werden nur Manifeste, die die kleine Berechtigung nennen; ohne eins weiß niemand, wofür der Bot die große benutzt hat.",
  "Has done nothing for weeks": "Hat seit Wochen nichts getan",
  "A bot that was not seen doing anything for 45 days, in a window that was watched.":
    "Ein Bot, bei dem 45 Tage lang nichts zu sehen war, in einer Zeit, in der zugesehen wurde.",
  "A bot that nobody uses is a token that nobody looks after, with permissions nobody remembers.":
    "Ein Bot, den niemand benutzt, ist ein Token, auf das niemand achtet, mit Berechtigungen, an die sich niemand erinnert.",
  "Ask its owner whether it is still used.": "Frag seinen Besitzer, ob er noch benutzt wird.",
  "If not: Server Settings → Integrations → the bot → Remove.":
    "Wenn nicht: Servereinstellungen → Integrationen → der Bot → Entfernen.",
  "Countersign reads no messages. What counts is the platform's log, what an agent asks and reports here, and that it posts, where Countersign is told so (DISCORD_MESSAGE_EVENTS); bots that do nothing of the kind are not judged.":
    "Countersign liest keine Nachrichten. Es zählt, was im Protokoll der Plattform steht, was ein Agent hier anfragt und meldet, und dass er schreibt, wo Countersign davon erfährt (DISCORD_MESSAGE_EVENTS); Bots, die nichts davon tun, werden nicht beurteilt.",
  "Answers to slash commands that only one person sees, and what is written in private threads, are not seen by Countersign.":
    "Antworten auf Slash-Befehle, die nur ein Mensch sieht, und was in privaten Threads geschrieben wird, sieht Countersign nicht.",
};
