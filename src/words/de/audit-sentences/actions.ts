/** What to do, who can do it, what follows: from A to P: English template → German. Gaps in braces stay as they are. */
export const actions: Record<string, string> = {
  "0 of {n} observed actions would fail.": "0 von {n} beobachteten Handlungen würden scheitern.",
  "@everyone": "@everyone",
  "@everyone holds {permissions}, so every bot and every member does.":
    "@everyone hat {permissions}, also hat das jeder Bot und jedes Mitglied.",
  "@everyone still grants it {permissions}": "@everyone gibt ihm weiterhin {permissions}",
  "A deleted webhook can't be brought back; a new one has a new address.":
    "Ein gelöschter Webhook lässt sich nicht zurückholen; ein neuer hat eine neue Adresse.",
  "A group admin with Ban Users, or the owner.":
    "Ein Admin der Gruppe mit „Nutzer sperren“ oder der Besitzer.",
  "A group admin.": "Ein Admin der Gruppe.",
  "A rotated token can't be brought back.": "Ein ausgetauschtes Token lässt sich nicht zurückholen.",
  "A webhook made by {by}, a bot that has left, may still be there.":
    "Ein Webhook, den {by} angelegt hat, ein Bot, der nicht mehr da ist, besteht vielleicht noch.",
  "Add {bot} again by its username, as an ordinary member.":
    "Füg {bot} über seinen Nutzernamen wieder hinzu, als gewöhnliches Mitglied.",
  "Administrators with Invite Users can still add bots.":
    "Administratoren, die Nutzer einladen dürfen, können weiter Bots hinzufügen.",
  "An admin who may remove members; for the last step the bot's owner.":
    "Ein Admin, der Mitglieder entfernen darf; für den letzten Schritt der Besitzer des Bots.",
  "Any member can look; the probe is run by the bot's operator.":
    "Nachsehen kann jedes Mitglied; die Probe macht, wer den Bot betreibt.",
  "As an administrator it would read everything again.": "Als Administrator würde er wieder alles lesen.",
  "Before you click, open {channels} for it: its manifest lists them.":
    "Bevor du klickst, gib ihm Zugang zu {channels}: Sein Manifest nennt sie.",
  "Bots that were invited without any permission, apps that people carry with them, and webhooks do not show up here.":
    "Bots, die ohne jede Berechtigung eingeladen wurden, Apps, die Menschen selbst mitbringen, und Webhooks sind hier nicht zu sehen.",
  "Close that way; then confirm, or accept the finding with a reason.":
    "Verschließ diesen Weg und bestätige es dann, oder akzeptiere den Befund mit einem Grund.",
  "Confirm it in Countersign.": "Bestätige es in Countersign.",
  "Confirm it with {command}.": "Bestätige es mit {command}.",
  "Countersign can't see the channel where approvals are decided.":
    "Countersign sieht den Kanal nicht, in dem über Freigaben entschieden wird.",
  "Countersign is not an administrator here, so what Telegram says about other members is not guaranteed.":
    "Countersign ist hier kein Administrator, deshalb ist nicht sicher, was Telegram über andere Mitglieder sagt.",
  "Countersign itself holds {permissions}, which it does not need.":
    "Countersign hat selbst {permissions}, ohne es zu brauchen.",
  "Countersign itself holds {rights}, which it does not need.":
    "Countersign hat selbst {rights}, ohne es zu brauchen.",
  "Declare what {bot} is for, or remove it.": "Trag ein, wofür {bot} da ist, oder entferne ihn.",
  "Delete the webhook {id}.": "Lösch den Webhook {id}.",
  "Discord: Developer Portal → Bot → Reset Token. Telegram: BotFather → /revoke.":
    "Discord: Developer Portal → Bot → Reset Token. Telegram: BotFather → /revoke.",
  "Do it, then confirm it.": "Erledige es und bestätige es dann.",
  "Drag it back up.": "Zieh sie wieder nach oben.",
  "Every member of this group can add bots to it.": "Jedes Mitglied dieser Gruppe kann Bots hinzufügen.",
  "Everybody loses it: members, and every bot that has it only this way.":
    "Alle verlieren es: die Mitglieder, und jeder Bot, der es nur auf diesem Weg hat.",
  "Everything that its remaining permissions do not cover.":
    "Alles, was seine übrigen Berechtigungen nicht abdecken.",
  "Everything that {bot} does here.": "Alles, was {bot} hier tut.",
  "Find out how it could act without asking, close that way, and confirm it.":
    "Finde heraus, wie er handeln konnte, ohne zu fragen, verschließ diesen Weg und bestätige es.",
  "Find out: a bypassed check, a stolen token, an executor that does not consume its grants.":
    "Finde heraus, was war: eine umgangene Prüfung, ein gestohlenes Token, ein ausführendes System, das seine Freigaben nicht einlöst.",
  "First, in {channels}: add the member {bot} and set {permissions} to ✕, because the role kept it out.":
    "Zuerst in {channels}: Füg das Mitglied {bot} hinzu und setz {permissions} auf ✕, denn bisher hielt ihn die Rolle draußen.",
  "Forbid {permissions} to {bot} in {channel}.": "Verbiete {bot} in {channel}: {permissions}.",
  "Freeze it if nobody knows why: {command}.": "Frier ihn ein, wenn niemand weiß, warum: {command}.",
  "Give it the role back.": "Gib ihm die Rolle zurück.",
  "Give it to a role for the people who need it.": "Gib es einer Rolle für die Menschen, die es brauchen.",
  "Give the agent its new token. Never paste one into a chat.":
    "Gib dem Agenten sein neues Token. Füg nie eins in einen Chat ein.",
  "Hide these {n} channels from {bot}.": "Verbirg diese {n} Kanäle vor {bot}.",
  "Hide this channel from {bot}.": "Verbirg diesen Kanal vor {bot}.",
  "If nobody knows it, remove it from the chat.": "Wenn ihn niemand kennt, entferne ihn aus dem Chat.",
  "If nobody knows it: Server Settings → Integrations → {bot} → Remove.":
    "Wenn ihn niemand kennt: Servereinstellungen → Integrationen → {bot} → Entfernen.",
  "If the bot's privacy mode is off, it goes on reading everything as an ordinary member.":
    "Ist der Privatsphäre-Modus des Bots aus, liest er auch als gewöhnliches Mitglied weiter alles.",
  "If the link says the application is unknown, the bot's owner can tell its application id.":
    "Sagt der Link, dass die App unbekannt ist: Der Besitzer des Bots kennt ihre Anwendungs-ID.",
  "In each of these channels: Edit Channel → Permissions → add {target}, and set View Channel to ✕.":
    "In jedem dieser Kanäle: Kanal bearbeiten → Berechtigungen → {target} hinzufügen und „Kanal anzeigen“ auf ✕ setzen.",
  "In its manifest set {field}.": "Setz in seinem Manifest {field}.",
  "In this channel it can no longer: {permissions}.":
    "In diesem Kanal geht für ihn nicht mehr: {permissions}.",
  "In {category}: {channels}.": "In {category}: {channels}.",
  "Invite it again with the link its owner has.": "Lade ihn mit dem Link wieder ein, den sein Besitzer hat.",
  "Invite it again.": "Lade ihn wieder ein.",
  "It can act on members, channels or roles.": "Er kann auf Mitglieder, Kanäle oder Rollen einwirken.",
  "It can no longer change members and roles that stand between the two places.":
    "Mitglieder und Rollen, die zwischen den beiden Plätzen stehen, kann er nicht mehr ändern.",
  "It can no longer create or manage other bots.": "Er kann keine anderen Bots mehr anlegen oder verwalten.",
  "It can no longer: {permissions}.": "Für ihn geht nicht mehr: {permissions}.",
  "It does not hold {small} yet. That would be a new permission: turn it on in its role if it should have it.":
    "{small} hat er noch nicht. Das wäre eine neue Berechtigung: Schalte sie in seiner Rolle ein, wenn er sie haben soll.",
  "It goes on reading everything; only the manifest becomes true.":
    "Er liest weiter alles; nur das Manifest stimmt dann.",
  "It keeps {permissions}, which it was seen using and nobody has declared.":
    "Er behält {permissions}: Er wurde dabei gesehen, und niemand hat es eingetragen.",
  "It loses these {n} rights and stops reading everything, unless its privacy mode is off. Commands, mentions and replies still reach it.":
    "Er verliert diese {n} Rechte und liest nicht mehr alles, außer wenn sein Privatsphäre-Modus aus ist. Befehle, Erwähnungen und Antworten erreichen ihn weiter.",
  "It loses this right and stops reading everything, unless its privacy mode is off. Commands, mentions and replies still reach it.":
    "Er verliert dieses Recht und liest nicht mehr alles, außer wenn sein Privatsphäre-Modus aus ist. Befehle, Erwähnungen und Antworten erreichen ihn weiter.",
  "It no longer sees what is not addressed to it. Commands, mentions and replies still reach it.":
    "Was nicht an ihn gerichtet ist, sieht er nicht mehr. Befehle, Erwähnungen und Antworten erreichen ihn weiter.",
  "It no longer sees {channels}.": "{channels} sieht er nicht mehr.",
  "It owns the server after one successful prompt injection, and it can fake or delete approval cards and make anybody an approver.":
    "Ihm gehört der Server, sobald ihn jemand einmal erfolgreich überlistet, und er kann Freigabe-Karten fälschen oder löschen und jeden zum Freigebenden machen.",
  "It still sees every channel that we can see.": "Er sieht weiter jeden Kanal, den wir sehen.",
  "Keep the two tokens apart, and confirm it.": "Halte die beiden Token getrennt und bestätige es.",
  "Leave the role of {bot} with {permissions} only.": "Lass der Rolle von {bot} nur {permissions}.",
  "Leave the role of {bot} without any permission.": "Lass der Rolle von {bot} keine Berechtigung.",
  "Let only administrators add members.": "Lass nur Administratoren Mitglieder hinzufügen.",
  "Limit its commands to its channels, and confirm it.":
    "Beschränk seine Befehle auf seine Kanäle und bestätige es.",
  "List them in its manifest under {allow}; Countersign then says exactly which ones to hide from it.":
    "Schreib sie in seinem Manifest unter {allow}; dann sagt Countersign genau, welche ihm verborgen werden sollten.",
  "Look whether {bot} reads everything, and tell Countersign.":
    "Sieh nach, ob {bot} alles liest, und sag es Countersign.",
  "Make it an administrator again with no extra right.":
    "Mach ihn wieder zum Administrator, ohne weitere Rechte.",
  "Make it an administrator again with {rights}.": "Mach ihn wieder zum Administrator mit {rights}.",
  "Make {bot} an ordinary member again.": "Mach {bot} wieder zum gewöhnlichen Mitglied.",
  "Manage Server can remove other bots, Countersign included.":
    "Mit „Server verwalten“ kann man andere Bots entfernen, auch Countersign.",
  "Members can no longer add their friends directly. Invite links still work.":
    "Mitglieder können ihre Freunde nicht mehr direkt hinzufügen. Einladungslinks gehen weiter.",
  "Members can no longer call it elsewhere.": "Mitglieder können ihn anderswo nicht mehr rufen.",
  "Moderators, and owners of bots, without 2FA can't moderate until they set it up.":
    "Moderatoren und Besitzer von Bots ohne 2FA können nicht moderieren, bis sie sie einrichten.",
  "No action of it was observed, so none is known that would fail.":
    "Keine seiner Handlungen wurde beobachtet, also ist keine bekannt, die scheitern würde.",
  "No approvals are decided in this chat.": "In diesem Chat wird nicht über Freigaben entschieden.",
  "No approvals are decided in this server.": "Auf diesem Server wird nicht über Freigaben entschieden.",
  "Nobody gave it that, and an administrator is stopped by nothing. One prompt injection is enough.":
    "Niemand hat ihm das gegeben, und einen Administrator hält nichts auf. Ein einziges Überlisten genügt.",
  "Nobody gave it that, and one sentence rings every phone on the server.":
    "Niemand hat ihm das gegeben, und ein Satz lässt jedes Telefon auf dem Server klingeln.",
  "Nobody gave it that, and what was said in private gets out.":
    "Niemand hat ihm das gegeben, und was privat gesagt wurde, kommt heraus.",
  "Nobody gave it that, and with it the cards, or Countersign itself, disappear from sight.":
    "Niemand hat ihm das gegeben, und damit verschwinden die Karten oder Countersign selbst aus dem Blick.",
  "Nobody gave it that, and with it what people decide about requests means nothing any more.":
    "Niemand hat ihm das gegeben, und damit ist nichts mehr wert, was Menschen über Anfragen entscheiden.",
  "Nobody has recorded when the bots here last did something.":
    "Niemand hat festgehalten, wann die Bots hier zuletzt etwas getan haben.",
  "Nobody is named as an approver.": "Niemand ist benannt, der Freigaben erteilt.",
  "Nobody on Discord is named as an approver.": "Auf Discord ist niemand benannt, der Freigaben erteilt.",
  "Not needed.": "Nicht nötig.",
  "Nothing has been recorded yet about what the bots here actually use.":
    "Noch ist nichts darüber festgehalten, was die Bots hier wirklich benutzen.",
  "Nothing that people see.": "Nichts, was Menschen sehen.",
  "Nothing to undo.": "Nichts zurückzunehmen.",
  "Nothing.": "Nichts.",
  "Nothing: it reads everything today.": "Nichts: Er liest heute alles.",
  "Nothing: nobody has the role.": "Nichts: Niemand hat die Rolle.",
  "Nothing: the bot has to do without it today.": "Nichts: Der Bot muss heute ohne auskommen.",
  "Nothing: this only finds out.": "Nichts: Das hier findet nur etwas heraus.",
  "Nothing: this only says what is meant.": "Nichts: Das hier sagt nur, was gemeint ist.",
  "Of one of them nobody can tell: it depends on whom it is done to, or on a channel that can't be seen.":
    "Bei einer davon lässt es sich nicht sagen: Es hängt davon ab, an wem sie geschieht, oder an einem Kanal, der nicht zu sehen ist.",
  "Of {n} of them nobody can tell: it depends on whom they are done to, or on channels that can't be seen.":
    "Bei {n} davon lässt es sich nicht sagen: Es hängt davon ab, an wem sie geschehen, oder an Kanälen, die nicht zu sehen sind.",
  "One bot holds moderation permissions, and the server does not require 2FA.":
    "Ein Bot hat Moderationsberechtigungen, und der Server verlangt keine 2FA.",
  "Only for those who ask for more (--persona {persona}).":
    "Nur für die, die mehr wissen wollen (--persona {persona}).",
  "Only what it does in this channel. Countersign posts and edits the cards itself.":
    "Nur was er in diesem Kanal tut. Die Karten schreibt und ändert Countersign selbst.",
  "Only {days} days have been watched; it takes at least 14.":
    "Erst {days} Tage wurde zugesehen; mindestens 14 sind nötig.",
  "Only {days} days have been watched; under 45 it is a hint (--persona auditor).":
    "Erst {days} Tage wurde zugesehen; unter 45 ist es nur ein Hinweis (--persona auditor).",
  "Open the channel's profile and tap Subscribers.": "Öffne das Profil des Kanals und tipp auf „Abonnenten“.",
  "Open the channel's profile, tap the pencil (Edit), then Administrators, then {bot}.":
    "Öffne das Profil des Kanals, tipp auf den Stift (Bearbeiten), dann auf „Administratoren“, dann auf {bot}.",
  "Open the group's member list and find {bot}.": "Öffne die Mitgliederliste der Gruppe und such {bot}.",
  "Open the group's profile and tap Members.": "Öffne das Profil der Gruppe und tipp auf „Mitglieder“.",
  "Open the group's profile, tap the pencil (Edit), then Administrators, then {bot}.":
    "Öffne das Profil der Gruppe, tipp auf den Stift (Bearbeiten), dann auf „Administratoren“, dann auf {bot}.",
  "Open the group's profile, tap the pencil (Edit), then Permissions.":
    "Öffne das Profil der Gruppe, tipp auf den Stift (Bearbeiten), dann auf „Berechtigungen“.",
  "Open the link and click Authorise. Discord replaces the permissions of its own role by {permissions}.":
    "Öffne den Link und klick auf „Autorisieren“. Discord ersetzt die Berechtigungen seiner eigenen Rolle durch {permissions}.",
  "Open {link}, choose this channel and confirm.": "Öffne {link}, wähl diesen Kanal und bestätige.",
  "Open {link}, choose this group and confirm.": "Öffne {link}, wähl diese Gruppe und bestätige.",
  "Or turn it on in its role. That is a grant: it widens what the bot may do, and needs a second person.":
    "Oder schalte sie in seiner Rolle ein. Das gibt dem Bot mehr und braucht einen zweiten Menschen.",
  "Or, if it has to moderate here, decide approvals in another chat: places.approvals.":
    "Oder, wenn er hier moderieren muss, entscheidet über Freigaben in einem anderen Chat: places.approvals.",
  "Or, on the machine that holds its token: {command}.":
    "Oder, auf dem Rechner, der sein Token hat: {command}.",
  "People can no longer call it into chats where it is not a member.":
    "Niemand kann ihn mehr in Chats rufen, in denen er kein Mitglied ist.",
  "Permission bit {bit}": "Berechtigungs-Bit {bit}",
  "Put it back.": "Setz es zurück.",
  "Put {bot} below {below} in the list of roles.": "Setz {bot} in der Rollenliste unter {below}.",
  "Before you click, allow it {permissions} in {channel}.":
    "Erlaub ihm {permissions} in {channel}, bevor du klickst.",
  "Much of what it loses leaves no trace when it is used, so nothing is known of that.":
    "Vieles von dem, was er verliert, hinterlässt beim Benutzen keine Spur; darüber ist nichts bekannt.",
  "Use of {what} leaves no trace, so nothing is known of it.":
    "Die Benutzung von {what} hinterlässt keine Spur; darüber ist nichts bekannt.",
  "Remove it under {field} and run {command}.": "Streich es unter {field} und führ {command} aus.",
  "Remove {bot}, if nobody misses it.": "Entferne {bot}, wenn ihn niemand vermisst.",
};
