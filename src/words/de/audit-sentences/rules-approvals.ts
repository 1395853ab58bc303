/** Rules about approvals and about Countersign itself: English template → German. Gaps in braces stay as they are. */
export const rulesApprovals: Record<string, string> = {
  "Countersign has more than it needs": "Countersign hat mehr, als es braucht",
  "Countersign itself holds more than it asks for: on Discord View Channels, Send Messages (also in threads), Read Message History, Embed Links, Attach Files and View Audit Log; on Telegram an administrator without extra rights.":
    "Countersign hat selbst mehr, als es verlangt: auf Discord Kanäle anzeigen, Nachrichten senden (auch in Threads), Nachrichtenverlauf anzeigen, Links einbetten, Dateien anhängen und Audit-Log einsehen; auf Telegram ein Administrator ohne weitere Rechte.",
  "The bot that watches the others must not be the most dangerous one. It is judged first, by the same rules.":
    "Der Bot, der auf die anderen aufpasst, darf nicht der gefährlichste sein. Er wird zuerst beurteilt, nach denselben Regeln.",
  "Discord: Server Settings → Roles → Countersign → Permissions: turn off everything but the list above.":
    "Discord: Servereinstellungen → Rollen → Countersign → Berechtigungen: Schalte alles aus außer der Liste oben.",
  "Telegram: group profile → Edit → Administrators → Countersign: turn every right off and save.":
    "Telegram: Gruppenprofil → Bearbeiten → Administratoren → Countersign: Schalte jedes Recht aus und speichere.",
  "A snapshot taken with another bot's token judges that bot as if it were Countersign.":
    "Ein Schnappschuss mit dem Token eines anderen Bots beurteilt diesen Bot, als wäre er Countersign.",
  "Keys are due for rotation": "Schlüssel sind zum Austausch fällig",
  "The last rotation of an agent's keys and tokens was confirmed so long ago that it is due within a fortnight, or overdue.":
    "Der letzte Austausch der Schlüssel und Token eines Agenten liegt so lange zurück, dass der nächste innerhalb von zwei Wochen fällig oder schon überfällig ist.",
  "A key that leaked without anybody noticing works until it is changed. Rotating every quarter ends that.":
    "Ein Schlüssel, der unbemerkt bekannt wurde, gilt, bis er ausgetauscht wird. Ein Austausch in jedem Quartal beendet das.",
  "Discord: Developer Portal → the application → Bot → Reset Token. Telegram: BotFather → /revoke.":
    "Discord: Developer Portal → die Anwendung → Bot → Reset Token. Telegram: BotFather → /revoke.",
  "Give the agent its new token, and see that it works.":
    "Gib dem Agenten sein neues Token und sieh nach, ob es geht.",
  "Confirm it with /checklist. Never paste a token into a chat.":
    "Bestätige es mit /checklist. Füg nie ein Token in einen Chat ein.",
  "No platform shows how old a token is: only the confirmation is known.":
    "Keine Plattform zeigt, wie alt ein Token ist: Bekannt ist nur die Bestätigung.",
  "A checklist item is overdue": "Ein Punkt der Checkliste ist überfällig",
  "Something on the security checklist that only a person can confirm was never confirmed, or the confirmation has run out.":
    "Etwas auf der Sicherheits-Checkliste, das nur ein Mensch bestätigen kann, wurde nie bestätigt, oder die Bestätigung ist abgelaufen.",
  "Spending limits, tested backups and trained people can't be seen from a chat. If nobody says they are there, they probably are not.":
    "Ausgabengrenzen, geprüfte Sicherungen und geschulte Menschen sieht man einem Chat nicht an. Sagt niemand, dass es sie gibt, dann gibt es sie wahrscheinlich nicht.",
  "Send /checklist and go through what is due.": "Schick /checklist und geh durch, was fällig ist.",
  "Somebody may have done it and not said so.": "Vielleicht hat es jemand erledigt und nicht gesagt.",
  "Can delete or hide approval cards": "Kann Freigabe-Karten löschen oder verbergen",
  "A bot holds Manage Messages, Manage Threads, Manage Channel or Pin Messages in the channel where people approve or deny.":
    "Ein Bot hat „Nachrichten verwalten“, „Threads verwalten“, „Kanal verwalten“ oder „Nachrichten anpinnen“ in dem Kanal, in dem Menschen genehmigen oder ablehnen.",
  "It can make a request vanish before anybody decides, or the trace of a decision afterwards. Discord does not log single messages that bots delete.":
    "Er kann eine Anfrage verschwinden lassen, bevor jemand entscheidet, oder danach die Spur einer Entscheidung. Discord hält nicht fest, welche einzelnen Nachrichten Bots löschen.",
  "Open the approvals channel → Edit Channel → Permissions → add the bot.":
    "Öffne den Kanal für Freigaben → Kanal bearbeiten → Berechtigungen → füg den Bot hinzu.",
  "Set Manage Messages, Manage Threads, Manage Channel and Pin Messages to ✕, save.":
    "Setz „Nachrichten verwalten“, „Threads verwalten“, „Kanal verwalten“ und „Nachrichten anpinnen“ auf ✕, speichern.",
  "Countersign's ledger keeps every decision, whatever happens to the cards; this is about what people see.":
    "Das Journal von Countersign behält jede Entscheidung, was auch immer mit den Karten geschieht; hier geht es um das, was Menschen sehen.",
  "Administrators are not repeated here.": "Administratoren werden hier nicht noch einmal genannt.",
  "Can make approvers": "Kann Menschen zu Freigebenden machen",
  "A bot with Manage Roles stands above a role whose members may approve.":
    "Ein Bot mit „Rollen verwalten“ steht über einer Rolle, deren Mitglieder Freigaben erteilen.",
  "It can hand the role to an accomplice, who then approves what the bot asks for. Bots themselves never vote, but people they choose would.":
    "Er kann die Rolle einem Komplizen geben, der dann freigibt, was der Bot verlangt. Bots selbst stimmen nie ab, Menschen ihrer Wahl aber schon.",
  "If the bot does not need Manage Roles: Server Settings → Roles → the bot's role → Permissions, turn it off.":
    "Braucht der Bot „Rollen verwalten“ nicht: Servereinstellungen → Rollen → die Rolle des Bots → Berechtigungen, dort ausschalten.",
  "If it does: Server Settings → Roles, drag the approver role above the bot's role.":
    "Braucht er es: Servereinstellungen → Rollen, zieh die Rolle der Freigebenden über die des Bots.",
  "Agents that have policies of their own may name other approvers; only the workspace's are looked at.":
    "Agenten mit eigenen Regeln können andere Freigebende nennen; angesehen werden nur die des ganzen Ortes.",
  "Can remove the people who approve": "Kann die Menschen entfernen, die Freigaben erteilen",
  "A bot that can time out, kick or ban stands above the approvers.":
    "Ein Bot, der Mitglieder stummschalten, hinauswerfen oder bannen kann, steht über den Freigebenden.",
  "An agent that was denied once could get rid of whoever denies. A timed-out approver can't press anything.":
    "Ein Agent, der einmal abgelehnt wurde, könnte loswerden, wer ablehnt. Wer im Timeout ist, kann nichts mehr drücken.",
  "Server Settings → Roles: drag the approver role above the bot's role.":
    "Servereinstellungen → Rollen: Zieh die Rolle der Freigebenden über die des Bots.",
  "Or take Timeout, Kick and Ban from the bot's role.":
    "Oder nimm der Rolle des Bots „Mitglieder im Timeout“, „Mitglieder kicken“ und „Mitglieder bannen“.",
  "Approvers may have another, higher role that protects them; Countersign does not read the whole member list.":
    "Freigebende können noch eine höhere Rolle haben, die sie schützt; Countersign liest nicht die ganze Mitgliederliste.",
  "The owner of the server can't be touched by anybody.": "Den Besitzer des Servers kann niemand antasten.",
  "Can remove Countersign": "Kann Countersign entfernen",
  "A bot that can kick, ban or change roles stands above Countersign.":
    "Ein Bot, der hinauswerfen, bannen oder Rollen ändern kann, steht über Countersign.",
  "It can throw out the one that watches it, or take its role away. Then nothing needs an approval any more.":
    "Er kann den hinauswerfen, der auf ihn aufpasst, oder ihm die Rolle nehmen. Dann braucht nichts mehr eine Freigabe.",
  "Server Settings → Roles: drag Countersign's role above every bot that can kick, ban or manage roles.":
    "Servereinstellungen → Rollen: Zieh die Rolle von Countersign über jeden Bot, der kicken, bannen oder Rollen verwalten kann.",
  "Manage Server can remove Countersign whatever the order of roles; the rule about powers over the server says that.":
    "„Server verwalten“ kann Countersign entfernen, wie auch immer die Rollen stehen; das sagt die Regel über Macht über den Server.",
  "Can post where approvals are decided": "Kann dort schreiben, wo über Freigaben entschieden wird",
  "A bot can write, open threads or make webhooks in the channel where people approve or deny.":
    "Ein Bot kann in dem Kanal, in dem Menschen genehmigen oder ablehnen, schreiben, Threads öffnen oder Webhooks anlegen.",
  "It can post a card that looks like Countersign's, or bury the real one. Presses on such a card don't reach Countersign, but people learn to press without looking.":
    "Er kann eine Karte schreiben, die wie eine von Countersign aussieht, oder die echte begraben. Ein Druck auf eine solche Karte erreicht Countersign nicht, aber Menschen gewöhnen sich an, ungelesen zu drücken.",
  "Set Send Messages, Send Messages in Threads, Create Threads and Manage Webhooks to ✕, save.":
    "Setz „Nachrichten senden“, „Nachrichten in Threads senden“, „Threads erstellen“ und „Webhooks verwalten“ auf ✕, speichern.",
  "Better still, set View Channel to ✕: agents have no business there.":
    "Noch besser: Setz „Kanal anzeigen“ auf ✕. Agenten haben dort nichts zu suchen.",
  "Administrators are not repeated here: they can do this everywhere.":
    "Administratoren werden hier nicht noch einmal genannt: Sie können das überall.",
  "Webhooks that exist already can post too, and Countersign does not look at webhooks, because that would show it their tokens.":
    "Auch Webhooks, die es schon gibt, können schreiben; Countersign sieht sich Webhooks nicht an, denn damit sähe es ihre Token.",
  "Power that people give themselves": "Macht, die sich Leute selbst geben",
  "Members can pick a role in onboarding, or an app hands it out as a linked role, and the role may approve or holds power over the server.":
    "Mitglieder können eine Rolle beim Onboarding wählen, oder eine App vergibt sie als verknüpfte Rolle, und die Rolle darf freigeben oder hat Macht über den Server.",
  "An approval is worth as much as the care with which approvers are chosen. Nobody chooses here: whoever joins, or whoever writes the app's data, decides.":
    "Eine Freigabe ist so viel wert wie die Sorgfalt, mit der die Freigebenden ausgesucht werden. Hier sucht niemand aus: Wer beitritt, oder wer die Daten der App schreibt, entscheidet.",
  "Server Settings → Onboarding → Questions: take the role out of every answer.":
    "Servereinstellungen → Onboarding → Fragen: Nimm die Rolle aus jeder Antwort.",
  "Server Settings → Roles → the role → Links: take its requirements away.":
    "Servereinstellungen → Rollen → die Rolle → Verknüpfungen: Nimm ihre Voraussetzungen weg.",
  "Look through its members, and take the role from those who should not have it.":
    "Sieh ihre Mitglieder durch und nimm die Rolle denen, die sie nicht haben sollen.",
  "What an app asks for before it hands out a linked role can't be seen: it may be strict.":
    "Was eine App verlangt, bevor sie eine verknüpfte Rolle vergibt, ist nicht zu sehen: Vielleicht ist sie streng.",
  "Only what the role gives in the whole server is looked at, not what single channels allow it.":
    "Betrachtet wird nur, was die Rolle auf dem ganzen Server gibt, nicht, was einzelne Kanäle ihr erlauben.",
};
