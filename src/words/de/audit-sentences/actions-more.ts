/** What to do, who can do it, what follows: from R on: English template → German. Gaps in braces stay as they are. */
export const actionsMore: Record<string, string> = {
  "Remove {n} dead entries from {channel}.": "Entferne {n} tote Einträge aus {channel}.",
  "Remove {n} dead entry from {channel}.": "Entferne {n} toten Eintrag aus {channel}.",
  "Require 2FA for moderator actions.": "Verlang 2FA für Moderationsaktionen.",
  "Rotate the keys, then confirm it.": "Tausch die Schlüssel aus und bestätige es dann.",
  "Run the two halves of the agent as separate processes with separate secrets.":
    "Lass die beiden Hälften des Agenten als getrennte Prozesse mit getrennten Geheimnissen laufen.",
  "Run {command} again, so that it is known.": "Führ {command} noch einmal aus, damit es bekannt ist.",
  "Say in its manifest that {bot} reads everything.": "Schreib in sein Manifest, dass {bot} alles liest.",
  "Say which channels {bot} is for.": "Sag, für welche Kanäle {bot} da ist.",
  "Send {agent} and choose its purpose.": "Schick {agent} und wähl seinen Zweck.",
  "Send {command} and choose its purpose.": "Schick {command} und wähl seinen Zweck.",
  "Send {command} and choose “{item}”.": "Schick {command} und wähl „{item}“.",
  "Server Settings → Integrations → Webhooks: open it, Delete Webhook.":
    "Servereinstellungen → Integrationen → Webhooks: öffne ihn, dann „Webhook löschen“.",
  "Server Settings → Integrations → {bot} → Channels: leave only those it is meant for.":
    "Servereinstellungen → Integrationen → {bot} → Kanäle: Lass nur die, für die er gedacht ist.",
  "Server Settings → Integrations → {bot} → Remove.":
    "Servereinstellungen → Integrationen → {bot} → Entfernen.",
  "Server Settings → Members → {bot}: take the role {role} away.":
    "Servereinstellungen → Mitglieder → {bot}: Nimm ihm die Rolle {role}.",
  "Server Settings → Roles → Default Permissions: turn off {permissions}, save.":
    "Servereinstellungen → Rollen → Standardberechtigungen: {permissions} ausschalten, speichern.",
  "Server Settings → Roles → {role} → Permissions: turn off {permissions}, save.":
    "Servereinstellungen → Rollen → {role} → Berechtigungen: {permissions} ausschalten, speichern.",
  "Server Settings → Roles: drag {names} below {below}, save.":
    "Servereinstellungen → Rollen: Zieh {names} unter {below}, speichern.",
  "Server Settings → Roles: drag {role} below {below}, save.":
    "Servereinstellungen → Rollen: Zieh {role} unter {below}, speichern.",
  "Server Settings → Safety Setup → Require 2FA for moderator actions: turn it on.":
    "Servereinstellungen → Sicherheits-Setup → „2FA für Moderationsaktionen verlangen“: einschalten.",
  "Set View Channel back to / (neutral) in the same channels.":
    "Setz „Kanal anzeigen“ in denselben Kanälen wieder auf / (neutral).",
  "Set it back to {value}.": "Setz es zurück auf {value}.",
  "Set it back to ✓.": "Setz es zurück auf ✓.",
  "Set them back to ✓.": "Setz sie zurück auf ✓.",
  "Set {permissions} back to / (neutral).": "Setz {permissions} wieder auf / (neutral).",
  "Set {permissions} to ✕, save.": "Setz {permissions} auf ✕, speichern.",
  "Somebody who runs this place, and not the agent's owner.":
    "Jemand, der diesen Ort betreibt, und nicht der Besitzer des Agenten.",
  "Somebody who runs this place.": "Jemand, der diesen Ort betreibt.",
  "Somebody with Manage Roles (called Manage Permissions in a channel) there.":
    "Jemand, der dort Rollen verwalten darf (in einem Kanal heißt das „Berechtigungen verwalten“).",
  "Somebody with Manage Roles and a highest role above {role}.":
    "Jemand, der Rollen verwalten darf und dessen höchste Rolle über {role} steht.",
  "Somebody with Manage Roles there.": "Jemand, der dort Rollen verwalten darf.",
  "Somebody with Manage Roles whose highest role stands above the roles that change.":
    "Jemand, der Rollen verwalten darf und dessen höchste Rolle über den Rollen steht, die sich ändern.",
  "Somebody with Manage Roles.": "Jemand, der Rollen verwalten darf.",
  "Somebody with Manage Server, and for the roles Manage Roles and a highest role above {role}.":
    "Jemand, der den Server verwalten darf, und für die Rollen: jemand, der Rollen verwalten darf und dessen höchste Rolle über {role} steht.",
  "Somebody with Manage Server, or with Kick Members and a highest role above the bot's.":
    "Jemand, der den Server verwalten darf, oder der Mitglieder hinauswerfen darf und dessen höchste Rolle über der des Bots steht.",
  "Somebody with Manage Server.": "Jemand, der den Server verwalten darf.",
  "Somebody with Manage Webhooks.": "Jemand, der Webhooks verwalten darf.",
  "Take it out of its manifest too, or declare it as rare.":
    "Nimm es auch aus seinem Manifest, oder trag es dort als selten ein.",
  "Take the list out of the manifest.": "Nimm die Liste aus dem Manifest.",
  "Take {bot} out of this chat.": "Nimm {bot} aus diesem Chat.",
  "Take {permissions} in {channel} away from {bot}.": "Nimm {bot} in {channel}: {permissions}.",
  "Take {permissions} out of the manifest of {bot}, if it works without.":
    "Nimm {permissions} aus dem Manifest von {bot}, wenn er ohne auskommt.",
  "Tap Dismiss Admin. The bot stays in the group as an ordinary member.":
    "Tipp auf „Admin entlassen“. Der Bot bleibt als gewöhnliches Mitglied in der Gruppe.",
  "Tap Save (the check mark).": "Tipp auf „Speichern“ (das Häkchen).",
  "Telegram does not open its recent-actions log to bots.":
    "Telegram zeigt Bots sein Protokoll der letzten Aktionen nicht.",
  "Telegram lists only administrators. No ordinary member was looked up by id; a bot that nobody named to Countersign and that is no administrator can't be seen.":
    "Telegram nennt nur Administratoren. Kein gewöhnliches Mitglied wurde mit seiner ID nachgeschlagen; ein Bot, den niemand Countersign genannt hat und der kein Administrator ist, ist nicht zu sehen.",
  "Telegram lists only administrators. {n} ordinary bot was looked up by id; a bot that nobody named to Countersign and that is no administrator can't be seen.":
    "Telegram nennt nur Administratoren. {n} gewöhnlicher Bot wurde mit seiner ID nachgeschlagen; ein Bot, den niemand Countersign genannt hat und der kein Administrator ist, ist nicht zu sehen.",
  "Telegram lists only administrators. {n} ordinary bots was looked up by id; a bot that nobody named to Countersign and that is no administrator can't be seen.":
    "Telegram nennt nur Administratoren. {n} gewöhnliche Bots wurden mit ihrer ID nachgeschlagen; ein Bot, den niemand Countersign genannt hat und der kein Administrator ist, ist nicht zu sehen.",
  "Telegram sends a channel's posts to every bot in it":
    "Telegram schickt die Beiträge eines Kanals jedem Bot darin",
  "Telegram sends administrators every message, whatever /setprivacy says":
    "Telegram schickt Administratoren jede Nachricht, was auch immer /setprivacy sagt",
  "Telegram sends administrators every message, whatever privacy mode says":
    "Telegram schickt Administratoren jede Nachricht, was auch immer der Privatsphäre-Modus sagt",
  "The bot's owner turns groups on again; then add it as an ordinary member.":
    "Der Besitzer des Bots erlaubt Gruppen wieder; dann füg ihn als gewöhnliches Mitglied hinzu.",
  "The bot's owner turns groups on again; then add it by its username.":
    "Der Besitzer des Bots erlaubt Gruppen wieder; dann füg ihn über seinen Nutzernamen hinzu.",
  "Telegram's member list shows that privacy mode is off":
    "Telegrams Mitgliederliste zeigt, dass der Privatsphäre-Modus aus ist",
  "Telegram's member list shows that privacy mode is on":
    "Telegrams Mitgliederliste zeigt, dass der Privatsphäre-Modus an ist",
  "The agent is offline until it has the new token.": "Der Agent ist offline, bis er das neue Token hat.",
  "The agent's operator.": "Wer den Agenten betreibt.",
  "The agent's owner, or somebody with Manage Server in the server.":
    "Der Besitzer des Agenten oder jemand, der den Server verwalten darf.",
  "The agent's owner, or somebody with Manage Server in this server.":
    "Der Besitzer des Agenten oder jemand, der diesen Server verwalten darf.",
  "The agent's owner.": "Der Besitzer des Agenten.",
  "The agent's owner; a second person confirms, because this widens what is declared.":
    "Der Besitzer des Agenten; ein zweiter Mensch bestätigt, weil damit mehr eingetragen wird.",
  "The bot's owner (BotFather shows its settings to nobody else), and then a group admin.":
    "Der Besitzer des Bots (BotFather zeigt seine Einstellungen sonst niemandem) und danach ein Admin der Gruppe.",
  "The bot's owner: BotFather shows its settings to nobody else.":
    "Der Besitzer des Bots: BotFather zeigt seine Einstellungen sonst niemandem.",
  "The bot's owner: in BotFather send /mybots, choose the bot, then Bot Settings → Allow Groups? → Turn groups off, so that nobody can add it again.":
    "Der Besitzer des Bots: Schick BotFather /mybots, wähl den Bot, dann Bot Settings → Allow Groups? → Turn groups off, damit ihn niemand wieder hinzufügen kann.",
  "The bot's owner: in BotFather send /mybots, choose the bot, then Bot Settings → Group Privacy → Turn on.":
    "Der Besitzer des Bots: Schick BotFather /mybots, wähl den Bot, dann Bot Settings → Group Privacy → Turn on.",
  "The bot's owner: open BotFather's app, choose {bot}, then Bot Settings.":
    "Der Besitzer des Bots: Öffne die App von BotFather, wähl {bot}, dann Bot Settings.",
  "The checklist is kept by the running service, not in a snapshot.":
    "Die Checkliste führt der laufende Dienst; sie steht nicht in einem Schnappschuss.",
  "The file does not show the membership of the bot that looked.":
    "Die Datei zeigt nicht, welche Rechte der Bot hatte, der nachgesehen hat.",
  "The keys here are due for rotation in {n} day.":
    "Die Schlüssel hier sind in {n} Tag zum Austausch fällig.",
  "The keys here are due for rotation in {n} days.":
    "Die Schlüssel hier sind in {n} Tagen zum Austausch fällig.",
  "The keys here are overdue for rotation.": "Der Austausch der Schlüssel hier ist überfällig.",
  "The keys here were never confirmed to have been rotated.":
    "Ein Austausch der Schlüssel hier wurde nie bestätigt.",
  "The keys of {bot} are due for rotation in {n} day.":
    "Die Schlüssel von {bot} sind in {n} Tag zum Austausch fällig.",
  "The keys of {bot} are due for rotation in {n} days.":
    "Die Schlüssel von {bot} sind in {n} Tagen zum Austausch fällig.",
  "The keys of {bot} are overdue for rotation.": "Der Austausch der Schlüssel von {bot} ist überfällig.",
  "The keys of {bot} were never confirmed to have been rotated.":
    "Ein Austausch der Schlüssel von {bot} wurde nie bestätigt.",
  "The one observed action would not fail.": "Die eine beobachtete Handlung würde nicht scheitern.",
  "The other way round: {changes}.": "Umgekehrt: {changes}.",
  "The owner of the chat, or the admin who made it an administrator.":
    "Der Besitzer des Chats oder der Admin, der ihn zum Administrator gemacht hat.",
  "The permissions of {channels} name it: start with those.":
    "Die Berechtigungen von {channels} nennen sie: Fang dort an.",
  "The same link with the previous number, {number}, and the roles back.":
    "Derselbe Link mit der früheren Zahl, {number}, und die Rollen zurück.",
  "The same link with the previous number, {number}.": "Derselbe Link mit der früheren Zahl, {number}.",
  "The same screen.": "Dieselbe Ansicht.",
  "The same steps with Turn off.": "Dieselben Schritte mit „Turn off“.",
  "The same switch.": "Derselbe Schalter.",
  "The server's owner, with 2FA on their own account.":
    "Der Besitzer des Servers, mit 2FA auf dem eigenen Konto.",
  "The snapshot does not say whether moderators need 2FA.":
    "Der Schnappschuss sagt nicht, ob Moderatoren 2FA brauchen.",
  "The snapshot does not show the bot that looked.":
    "Der Schnappschuss zeigt den Bot nicht, der nachgesehen hat.",
  "The snapshot does not show the permissions of {n} channel: nothing is said about it.":
    "Der Schnappschuss zeigt die Berechtigungen von {n} Kanal nicht: Über ihn wird nichts gesagt.",
  "The snapshot does not show the permissions of {n} channels: nothing is said about them.":
    "Der Schnappschuss zeigt die Berechtigungen von {n} Kanälen nicht: Über sie wird nichts gesagt.",
  "The snapshot has no audit log.": "Der Schnappschuss enthält kein Audit-Log.",
  "Then make the webhooks it could read anew: Server Settings → Integrations → Webhooks.":
    "Leg dann die Webhooks neu an, die er lesen konnte: Servereinstellungen → Integrationen → Webhooks.",
  "Touch and hold {bot}, then tap Remove from channel.":
    "Halte {bot} gedrückt und tipp dann auf „Aus dem Kanal entfernen“.",
  "Touch and hold {bot}, then tap Remove from group.":
    "Halte {bot} gedrückt und tipp dann auf „Aus der Gruppe entfernen“.",
  "Turn Add Members on again.": "Schalte „Mitglieder hinzufügen“ wieder ein.",
  "Turn it on again. The number before was {number}.": "Schalte es wieder ein. Die Zahl vorher war {number}.",
  "Turn off Add Members.": "Schalte „Mitglieder hinzufügen“ aus.",
  "Turn off {permissions} for @everyone.": "Schalte {permissions} für @everyone aus.",
  "Turn off {rights} for {bot}.": "Schalte {rights} für {bot} aus.",
  "Turn off: {rights}.": "Ausschalten: {rights}.",
  "Turn privacy mode on for {bot}, then remove it and add it again.":
    "Schalte den Privatsphäre-Modus für {bot} ein, entferne ihn dann und füg ihn wieder hinzu.",
  "Turn {label} off for {bot}.": "Schalte {label} für {bot} aus.",
  "Turn {label} off.": "Schalte {label} aus.",
  "Under its name the app says “has access to messages” or “has no access to messages”. Confirm which.":
    "Unter seinem Namen sagt die App „hat Zugriff auf Nachrichten“ oder „hat keinen Zugriff auf Nachrichten“. Bestätige, was davon dort steht.",
  "Undo what it did.": "Mach rückgängig, was er getan hat.",
  "Until the channels are hidden from it, it still sees all of them.":
    "Solange ihm die Kanäle nicht verborgen sind, sieht er sie weiter alle.",
  "What agents did is compared with their approvals by the running service only.":
    "Was Agenten getan haben, vergleicht nur der laufende Dienst mit ihren Freigaben.",
  "What it does by exactly that, and nothing else.": "Was er genau damit tut, und sonst nichts.",
  "What it does by exactly that, and nothing else. Others feel it too: everybody who has {things}.":
    "Was er genau damit tut, und sonst nichts. Andere spüren es auch: alle, die {things} haben.",
  "Whatever it did with {rights}. The rest stays as it is.":
    "Was auch immer er mit {rights} getan hat. Der Rest bleibt, wie er ist.",
  "Whatever it does in this chat. Its private chats go on.":
    "Was auch immer er in diesem Chat tut. Seine privaten Chats gehen weiter.",
  "Whatever it does there, messages and reading alike. Its slash commands can still be used there unless Server Settings → Integrations says otherwise.":
    "Was auch immer er dort tut, Schreiben wie Lesen. Seine Slash-Befehle gehen dort weiter, wenn Servereinstellungen → Integrationen nichts anderes sagt.",
  "Whatever it still does unseen.": "Was auch immer er noch ungesehen tut.",
  "Whatever still posts through it.": "Was auch immer noch darüber schreibt.",
  "Where the slash commands of {bot} work has not been looked at.":
    "Wo die Slash-Befehle von {bot} gehen, hat sich noch niemand angesehen.",
  "With Manage Roles it could change the channel's permissions back.":
    "Mit „Rollen verwalten“ könnte er die Berechtigungen des Kanals wieder ändern.",
  "Withdraw the confirmation.": "Zieh die Bestätigung zurück.",
  "Withdraw the declaration.": "Zieh den Eintrag zurück.",
  "Without the link: Server Settings → Roles → {role} → Permissions, turn off {off}, save.":
    "Ohne den Link: Servereinstellungen → Rollen → {role} → Berechtigungen: {off} ausschalten, speichern.",
  "Without the link: Server Settings → Roles → {role} → Permissions, turn off {off}, turn on {on}, save.":
    "Ohne den Link: Servereinstellungen → Rollen → {role} → Berechtigungen: {off} ausschalten, {on} einschalten, speichern.",
  "Without the link: Server Settings → Roles → {role} → Permissions, turn on {on}, save.":
    "Ohne den Link: Servereinstellungen → Rollen → {role} → Berechtigungen: {on} einschalten, speichern.",
  "Let nobody give themselves {role}.": "Lass niemanden sich selbst {role} geben.",
  "Server Settings → Onboarding → Questions: take {role} out of every answer, save.":
    "Servereinstellungen → Onboarding → Fragen: Nimm {role} aus jeder Antwort, speichern.",
  "Server Settings → Roles → {role} → Links: take its requirements away, save.":
    "Servereinstellungen → Rollen → {role} → Verknüpfungen: Nimm ihre Voraussetzungen weg, speichern.",
  "Server Settings → Roles → {role} → Manage Members: take it from those who should not have it.":
    "Servereinstellungen → Rollen → {role} → Mitglieder verwalten: Nimm sie denen, die sie nicht haben sollen.",
  "New members no longer get it by themselves; somebody has to give it to them.":
    "Neue Mitglieder bekommen sie nicht mehr von selbst; jemand muss sie ihnen geben.",
  "Who has the role already keeps it until somebody takes it away.":
    "Wer die Rolle schon hat, behält sie, bis jemand sie wegnimmt.",
  "Put it back where it was: into the answer, or its requirements.":
    "Setz es zurück, wie es war: in die Antwort, oder ihre Voraussetzungen.",
  "Somebody with Manage Server and Manage Roles, whose highest role stands above {role}.":
    "Jemand, der den Server und Rollen verwalten darf und dessen höchste Rolle über {role} steht.",
};
