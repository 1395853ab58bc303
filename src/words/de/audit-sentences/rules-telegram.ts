/** Rules about Telegram, and about both platforms: English template → German. Gaps in braces stay as they are. */
export const rulesTelegram: Record<string, string> = {
  "Can delete approval cards": "Kann Freigabe-Karten löschen",
  "A bot may delete messages in the chat where people approve or deny.":
    "Ein Bot darf Nachrichten in dem Chat löschen, in dem Menschen genehmigen oder ablehnen.",
  "It can make a request vanish before anybody decides, and Telegram tells other bots nothing about deletions.":
    "Er kann eine Anfrage verschwinden lassen, bevor jemand entscheidet, und Telegram sagt anderen Bots nichts über Löschungen.",
  "Group profile → Edit → Administrators → the bot: turn off Delete Messages and save.":
    "Gruppenprofil → Bearbeiten → Administratoren → der Bot: „Nachrichten löschen“ ausschalten und speichern.",
  "If it moderates this chat and needs the right, decide approvals in another chat (places.approvals).":
    "Moderiert er diesen Chat und braucht das Recht, dann entscheidet über Freigaben in einem anderen Chat (places.approvals).",
  "A bot may ban users in the chat where approvals are decided, and an approver is not an administrator.":
    "Ein Bot darf in dem Chat Nutzer sperren, in dem über Freigaben entschieden wird, und ein Freigebender ist kein Administrator.",
  "An agent that was denied once could get rid of whoever denies. Administrators are protected from it, ordinary members are not.":
    "Ein Agent, der einmal abgelehnt wurde, könnte loswerden, wer ablehnt. Administratoren sind davor geschützt, gewöhnliche Mitglieder nicht.",
  "Make the approvers administrators of the group (no rights are needed for that).":
    "Mach die Freigebenden zu Administratoren der Gruppe (dafür brauchen sie keine Rechte).",
  "Or: group profile → Edit → Administrators → the bot: turn off Ban Users and save.":
    "Oder: Gruppenprofil → Bearbeiten → Administratoren → der Bot: „Nutzer sperren“ ausschalten und speichern.",
  "An approver may decide in a private chat with Countersign and not care about the group.":
    "Ein Freigebender kann auch in einem privaten Chat mit Countersign entscheiden, und die Gruppe ist ihm gleich.",
  "Reads everything in spite of privacy mode": "Liest alles, trotz Privatsphäre-Modus",
  "A bot that is meant to read only what is addressed to it is an administrator, so Telegram sends it every message.":
    "Ein Bot, der nur lesen soll, was an ihn gerichtet ist, ist Administrator; deshalb schickt Telegram ihm jede Nachricht.",
  "Owners switch privacy mode on and believe the bot can't listen. For administrators Telegram ignores that switch.":
    "Besitzer schalten den Privatsphäre-Modus ein und glauben, der Bot höre nicht mit. Bei Administratoren beachtet Telegram diesen Schalter nicht.",
  "Make the bot an ordinary member: group profile → Edit → Administrators → the bot → Dismiss Admin.":
    "Mach den Bot zum gewöhnlichen Mitglied: Gruppenprofil → Bearbeiten → Administratoren → der Bot → „Admin entlassen“.",
  "If it has to stay an administrator, declare privacyMode: disabled, so that everybody knows it reads everything.":
    "Muss er Administrator bleiben, dann trag privacyMode: disabled ein, damit alle wissen, dass er alles liest.",
  "What the bot does with the messages it receives can't be seen from outside.":
    "Was der Bot mit den Nachrichten macht, die er bekommt, sieht man von außen nicht.",
  "Administrator without need": "Administrator ohne Grund",
  "A bot is an administrator of a group although neither its manifest nor its purpose needs that.":
    "Ein Bot ist Administrator einer Gruppe, obwohl weder sein Manifest noch sein Zweck das braucht.",
  "An administrator reads every message and can act on people. Most agents only have to answer, and ordinary members can do that.":
    "Ein Administrator liest jede Nachricht und kann auf Menschen einwirken. Die meisten Agenten müssen nur antworten, und das können gewöhnliche Mitglieder.",
  "Open the group's profile, tap the pencil (Edit), then Administrators, then the bot.":
    "Öffne das Profil der Gruppe, tipp auf den Stift (Bearbeiten), dann auf „Administratoren“, dann auf den Bot.",
  "If it has to be an administrator, write the rights it needs into its manifest, each with its why.":
    "Muss er Administrator sein, dann schreib die Rechte, die er braucht, in sein Manifest, jedes mit seinem Grund.",
  "The bot may do something that its declared purpose does not mention; then declare it.":
    "Vielleicht tut der Bot etwas, das sein eingetragener Zweck nicht nennt; dann trag es ein.",
  "In channels bots can only be administrators, so this rule does not look there.":
    "In Kanälen können Bots nur Administratoren sein, deshalb sieht diese Regel dort nicht hin.",
  "Can be called into any chat": "Kann in jeden Chat gerufen werden",
  "A bot is declared for chosen groups or for direct messages only, and there is evidence that Guest Mode is on.":
    "Ein Bot ist für bestimmte Gruppen oder nur für Direktnachrichten eingetragen, und es gibt Belege, dass der Gastmodus an ist.",
  "With Guest Mode anybody can call the bot into a chat where it is not a member. Its list of groups then limits nothing.":
    "Im Gastmodus kann jeder den Bot in einen Chat rufen, in dem er kein Mitglied ist. Seine Liste von Gruppen begrenzt dann nichts.",
  "The bot's owner: open BotFather's app, choose the bot, then Bot Settings, and turn Guest Mode off.":
    "Der Besitzer des Bots: Öffne die App von BotFather, wähl den Bot, dann Bot Settings, und schalte „Guest Mode“ aus.",
  "Only getMe of the bot itself says so: without a probe or a report nothing is known, and nothing is said.":
    "Das sagt nur getMe des Bots selbst: Ohne Probe oder Meldung ist nichts bekannt, und es wird nichts gesagt.",
  "A guest sees only the message that calls it and the one it replies to.":
    "Ein Gast sieht nur die Nachricht, die ihn ruft, und die, auf die sie antwortet.",
  "Can make administrators": "Kann Administratoren ernennen",
  "A bot holds Add New Admins.": "Ein Bot hat „Neue Admins hinzufügen“.",
  "One successful trick on the agent and a stranger is an administrator with every right the agent has. No agent needs this.":
    "Einmal überlistet, und ein Fremder ist Administrator mit jedem Recht, das der Agent hat. Kein Agent braucht das.",
  "Open the chat's profile, tap the pencil (Edit), then Administrators, then the bot.":
    "Öffne das Profil des Chats, tipp auf den Stift (Bearbeiten), dann auf „Administratoren“, dann auf den Bot.",
  "Turn off Add New Admins and save.": "Schalte „Neue Admins hinzufügen“ aus und speichere.",
  "Check the administrators the bot has already made: taking the right away does not take theirs.":
    "Sieh dir die Administratoren an, die der Bot schon ernannt hat: Ihm das Recht zu nehmen, nimmt ihnen ihres nicht.",
  "Telegram limits bots that edit other bots' rights, so it may only be able to promote people.":
    "Telegram beschränkt Bots, die Rechte anderer Bots ändern; vielleicht kann er nur Menschen befördern.",
  "Administrators that it promoted earlier are not judged here.":
    "Administratoren, die er früher ernannt hat, werden hier nicht beurteilt.",
  "Direct-message bot in a group": "Bot für Direktnachrichten in einer Gruppe",
  "A bot whose manifest says that it only answers direct messages sits in a group.":
    "Ein Bot, der laut Manifest nur auf Direktnachrichten antwortet, sitzt in einer Gruppe.",
  "It has nothing to do here, but it can hear and be spoken to by everybody here.":
    "Er hat hier nichts zu tun, aber alle hier können mit ihm reden, und er kann sie hören.",
  "Open the group's profile, tap Members, touch and hold the bot, then Remove from group.":
    "Öffne das Profil der Gruppe, tipp auf „Mitglieder“, halte den Bot gedrückt, dann „Aus der Gruppe entfernen“.",
  "The bot's owner: in BotFather send /setjoingroups, choose the bot, then Disable, so that nobody can add it again.":
    "Der Besitzer des Bots: Schick BotFather /setjoingroups, wähl den Bot, dann Disable, damit ihn niemand wieder hinzufügen kann.",
  "If the bot now has a job in this group, its manifest is out of date: change dmOnly.":
    "Hat der Bot jetzt eine Aufgabe in dieser Gruppe, dann ist sein Manifest veraltet: Ändere dmOnly.",
  "Can get the tokens of other bots": "Kann an die Token anderer Bots kommen",
  "There is evidence that Bot Management is on for a bot: it may fetch and replace the live tokens of the bots it manages.":
    "Es gibt Belege, dass bei einem Bot die Bot-Verwaltung an ist: Er kann die gültigen Token der Bots abrufen und austauschen, die er verwaltet.",
  "Whoever tricks this one agent can become every bot that it manages, in every chat they are in.":
    "Wer diesen einen Agenten überlistet, kann jeder Bot werden, den er verwaltet, in jedem Chat, in dem sie sind.",
  "The bot's owner: open BotFather's app, choose the bot, then Bot Settings, and turn Bot Management off.":
    "Der Besitzer des Bots: Öffne die App von BotFather, wähl den Bot, dann Bot Settings, und schalte „Bot Management“ aus.",
  "Rotate the tokens of the bots it managed: it may have kept them.":
    "Tausch die Token der Bots aus, die er verwaltet hat: Vielleicht hat er sie behalten.",
  "It may manage no bot at all. Telegram does not tell other bots who manages whom.":
    "Vielleicht verwaltet er gar keinen Bot. Telegram sagt anderen Bots nicht, wer wen verwaltet.",
  "Acts under the group's name": "Handelt unter dem Namen der Gruppe",
  "An administrator bot has Remain Anonymous turned on.":
    "Ein Administrator-Bot hat „Anonym bleiben“ eingeschaltet.",
  "What it posts looks as if the group itself had said it, and nobody can tell afterwards who did what.":
    "Was er schreibt, sieht aus, als hätte es die Gruppe selbst gesagt, und hinterher kann niemand sagen, wer was getan hat.",
  "Turn off Remain Anonymous and save.": "Schalte „Anonym bleiben“ aus und speichere.",
  "In a channel posts carry the channel's name anyway; there this rule does not look.":
    "In einem Kanal tragen Beiträge ohnehin den Namen des Kanals; dort sieht diese Regel nicht hin.",
  "In a group it is not meant for": "In einer Gruppe, für die er nicht gedacht ist",
  "A bot is in a chat that its manifest does not list.":
    "Ein Bot ist in einem Chat, den sein Manifest nicht nennt.",
  "An agent that is where nobody expects it leaks what it hears and says what it should not, unwatched.":
    "Ein Agent, wo ihn niemand erwartet, plaudert aus, was er hört, und sagt, was er nicht soll, und niemand sieht hin.",
  "Remove the bot from the chat: profile → Members → touch and hold the bot → Remove.":
    "Entferne den Bot aus dem Chat: Profil → Mitglieder → den Bot gedrückt halten → Entfernen.",
  "Or add the chat's id to permissions.telegram.groups in its manifest.":
    "Oder füg die ID des Chats in seinem Manifest unter permissions.telegram.groups hinzu.",
  "Only chats that Countersign is in can be seen; the bot may be in others.":
    "Zu sehen sind nur Chats, in denen Countersign ist; der Bot ist vielleicht noch in anderen.",
  "Privacy mode is off": "Der Privatsphäre-Modus ist aus",
  "There is evidence that an ordinary member bot reads every message, although its job does not need that.":
    "Es gibt Belege, dass ein Bot, der gewöhnliches Mitglied ist, jede Nachricht liest, obwohl seine Aufgabe das nicht braucht.",
  "Everything people write reaches the agent: private talk as something it can leak, and every sentence as something that can trick it.":
    "Alles, was Menschen schreiben, erreicht den Agenten: Privates als etwas, das er ausplaudern kann, und jeder Satz als etwas, das ihn überlisten kann.",
  "Remove the bot from the group and add it again: only then does the change take hold.":
    "Entferne den Bot aus der Gruppe und füg ihn wieder hinzu: Erst dann wirkt die Änderung.",
  "The evidence has an age; somebody may have changed the setting since.":
    "Die Belege haben ein Alter; vielleicht hat jemand die Einstellung seitdem geändert.",
  "A bot that was added before the setting was changed keeps the old behaviour until it is added again.":
    "Ein Bot, der vor der Änderung hinzugefügt wurde, verhält sich wie vorher, bis man ihn neu hinzufügt.",
  "Nobody knows what it reads": "Niemand weiß, was er liest",
  "An ordinary member bot for which there is no evidence about privacy mode, or only evidence older than 90 days.":
    "Ein Bot, der gewöhnliches Mitglied ist und für dessen Privatsphäre-Modus es keinen Beleg gibt oder nur einen, der älter als 90 Tage ist.",
  "Telegram shows the setting to the bot's owner only. Unknown is not the same as on.":
    "Telegram zeigt die Einstellung nur dem Besitzer des Bots. Unbekannt ist nicht dasselbe wie an.",
  "Open the group's member list. Under the bot's name the app says “has access to messages” or “has no access to messages”. Tell Countersign which.":
    "Öffne die Mitgliederliste der Gruppe. Unter dem Namen des Bots sagt die App „hat Zugriff auf Nachrichten“ oder „hat keinen Zugriff auf Nachrichten“. Sag Countersign, was davon dort steht.",
  "Better: on the machine that holds the bot's token run `countersign probe telegram --report`. The token never leaves that machine.":
    "Besser: Führ auf dem Rechner, der das Token des Bots hat, `countersign probe telegram --report` aus. Das Token verlässt diesen Rechner nie.",
  "The bot may well have privacy mode on; this only says that nobody has shown it lately.":
    "Der Privatsphäre-Modus ist vielleicht an; das hier sagt nur, dass es in letzter Zeit niemand gezeigt hat.",
  "More rights than needed": "Mehr Rechte als nötig",
  "An administrator bot holds rights beyond those that its manifest declares or its purpose needs.":
    "Ein Administrator-Bot hat mehr Rechte, als sein Manifest einträgt oder sein Zweck braucht.",
  "Every spare right is something that a prompt injection can use. A right nobody explained is a right nobody will miss.":
    "Jedes überflüssige Recht kann benutzen, wer den Agenten überlistet. Ein Recht, das niemand begründet hat, wird niemandem fehlen.",
  "Turn off every right that is not in its manifest and save.":
    "Schalte jedes Recht aus, das nicht in seinem Manifest steht, und speichere.",
  "Or declare the right in the manifest, with its why.":
    "Oder trag das Recht mit seinem Grund ins Manifest ein.",
  "Telegram tells other bots nothing about the use of most rights, so 'not needed' here means 'not declared', never 'not used'.":
    "Telegram sagt anderen Bots nichts über den Gebrauch der meisten Rechte; „nicht nötig“ heißt hier also „nicht eingetragen“, nie „nicht benutzt“.",
  "Without a purpose nobody can say which of its rights are too many. It is judged against the guide's core set only.":
    "Ohne Zweck kann niemand sagen, welche seiner Rechte zu viel sind. Er wird nur mit dem Grundstock des Leitfadens verglichen.",
  "If nobody knows it, remove it.": "Wenn ihn niemand kennt, entferne ihn.",
  "Bots that are no administrators and were never named to Countersign do not appear here at all.":
    "Bots, die keine Administratoren sind und die niemand Countersign genannt hat, erscheinen hier gar nicht.",
  "A right that Countersign does not know": "Ein Recht, das Countersign nicht kennt",
  "An administrator bot holds a right that is newer than this version of Countersign.":
    "Ein Administrator-Bot hat ein Recht, das neuer ist als diese Version von Countersign.",
  "Telegram adds rights about every quarter. What nobody has looked at yet can't be called harmless.":
    "Telegram führt etwa jedes Vierteljahr neue Rechte ein. Was sich noch niemand angesehen hat, kann man nicht harmlos nennen.",
  "Look the right up in the Bot API changelog (core.telegram.org/bots/api-changelog).":
    "Schlag das Recht in den Änderungen der Bot API nach (core.telegram.org/bots/api-changelog).",
  "If the bot does not need it: chat profile → Edit → Administrators → the bot, turn it off and save.":
    "Braucht der Bot es nicht: Chatprofil → Bearbeiten → Administratoren → der Bot, ausschalten und speichern.",
  "Update Countersign.": "Aktualisiere Countersign.",
  "The right may be harmless, or a new name for an old one.":
    "Vielleicht ist das Recht harmlos oder ein neuer Name für ein altes.",
  "An administrator bot holds rights whose use Countersign would have seen, and in a covered window there was none.":
    "Ein Administrator-Bot hat Rechte, deren Gebrauch Countersign gesehen hätte, und in einer abgedeckten Zeit gab es keinen.",
  "A right that is not used helps nobody but an attacker.":
    "Ein Recht, das nicht benutzt wird, hilft nur einem Angreifer.",
  "Chat profile → Edit → Administrators → the bot: turn the right off and save.":
    "Chatprofil → Bearbeiten → Administratoren → der Bot: das Recht ausschalten und speichern.",
  "Telegram shows other bots only a few uses: banning, promoting, changing the chat's title, pinning, topics, video chats. Deleting and most others are never called unused.":
    "Telegram zeigt anderen Bots nur weniges: Sperren, Befördern, den Titel des Chats ändern, Anpinnen, Themen, Videochats. Löschen und das meiste andere wird nie unbenutzt genannt.",
  "There is no looking back: the window begins when Countersign joined as an administrator.":
    "Zurückschauen geht nicht: Die Zeit beginnt, als Countersign Administrator wurde.",
  "Every member can add a bot": "Jedes Mitglied kann einen Bot hinzufügen",
  "The group's permissions let ordinary members add others, and bots are added the same way.":
    "Die Berechtigungen der Gruppe lassen gewöhnliche Mitglieder andere hinzufügen, und Bots werden genauso hinzugefügt.",
  "A bot that nobody looked at can be in the group a minute from now.":
    "Ein Bot, den sich niemand angesehen hat, kann in einer Minute in der Gruppe sein.",
  "Open the group's profile, tap the pencil (Edit), then Permissions, and turn off Add Members.":
    "Öffne das Profil der Gruppe, tipp auf den Stift (Bearbeiten), dann auf „Berechtigungen“, und schalte „Mitglieder hinzufügen“ aus.",
  "People can then only be invited by link or by an administrator, which a growing community may not want.":
    "Menschen lassen sich dann nur noch über einen Link oder von einem Administrator einladen; eine wachsende Gruppe will das vielleicht nicht.",
  "Bots whose owners forbid joining groups can't be added in any case.":
    "Bots, deren Besitzer Gruppen verbieten, kann ohnehin niemand hinzufügen.",
  "It did what people have to approve, and nobody had":
    "Er hat getan, was Menschen freigeben müssen, und niemand hatte es freigegeben",
  "The platform's own log shows an action that the agent's manifest calls sensitive, and no consumed approval covers it.":
    "Das Protokoll der Plattform zeigt eine Handlung, die das Manifest des Agenten heikel nennt, und keine eingelöste Freigabe deckt sie.",
  "Either the check was bypassed, or somebody else uses the bot's token, or the agent does as it likes. Approvals protect only if nothing happens without them.":
    "Entweder wurde die Prüfung umgangen, oder jemand anders benutzt das Token des Bots, oder der Agent tut, was er will. Freigaben schützen nur, wenn ohne sie nichts geschieht.",
  "Freeze the agent (/freeze) if nobody knows why it did that, and undo what it did.":
    "Frier den Agenten ein (/freeze), wenn niemand weiß, warum er das getan hat, und mach es rückgängig.",
  "Ask whoever runs it: was the check bypassed, is the token stolen? Replace the token if in doubt.":
    "Frag den, der ihn betreibt: Wurde die Prüfung umgangen, ist das Token gestohlen? Tausch das Token im Zweifel aus.",
  "Take away the permission, or let the executor consume the grant right before it acts.":
    "Nimm ihm die Berechtigung, oder lass das ausführende System die Freigabe einlösen, unmittelbar bevor es handelt.",
  "When you know what happened: confirm that you looked into it.":
    "Wenn du weißt, was geschehen ist: Bestätige, dass du dem nachgegangen bist.",
  "An executor that verifies the grant offline and does not consume it here looks as if it had no approval.":
    "Ein ausführendes System, das die Freigabe ohne uns prüft und hier nicht einlöst, sieht aus, als hätte es keine gehabt.",
  "An approval covers one action, within ten minutes, and its params have to name the target the way docs/platform-actions.md says.":
    "Eine Freigabe deckt eine Handlung innerhalb von zehn Minuten, und ihre Angaben müssen das Ziel so nennen, wie docs/platform-actions.md es sagt.",
  "Somebody may have meant it and only forgot to ask.":
    "Vielleicht war es so gewollt, und jemand hat nur vergessen zu fragen.",
  "One break-in, two platforms": "Ein Einbruch, zwei Plattformen",
  "An agent has accounts on Discord and on Telegram, and nobody has confirmed that their tokens are kept apart.":
    "Ein Agent hat Konten auf Discord und auf Telegram, und niemand hat bestätigt, dass ihre Token getrennt liegen.",
  "Whoever tricks the agent in an open Telegram group can use what it may do on Discord, if one process holds both tokens.":
    "Hält ein einziger Prozess beide Token, dann kann, wer den Agenten in einer offenen Telegram-Gruppe überlistet, auch benutzen, was er auf Discord darf.",
  "Where tokens are kept can't be seen from a chat; this only says that nobody has confirmed it.":
    "Wo Token liegen, sieht man einem Chat nicht an; das hier sagt nur, dass es niemand bestätigt hat.",
};
