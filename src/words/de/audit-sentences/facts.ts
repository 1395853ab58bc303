/** What was seen: parts of sentences: English template → German. Gaps in braces stay as they are. */
export const facts: Record<string, string> = {
  "a person looked at the member list and saw that privacy mode is off":
    "jemand hat in der Mitgliederliste gesehen, dass der Privatsphäre-Modus aus ist",
  "a person looked at the member list and saw that privacy mode is on":
    "jemand hat in der Mitgliederliste gesehen, dass der Privatsphäre-Modus an ist",
  "a probe on the bot's own machine found that privacy mode is off":
    "eine Probe auf dem Rechner des Bots ergab, dass der Privatsphäre-Modus aus ist",
  "a probe on the bot's own machine found that privacy mode is on":
    "eine Probe auf dem Rechner des Bots ergab, dass der Privatsphäre-Modus an ist",
  "added by {person}": "hinzugefügt von {person}",
  administrator: "Administrator",
  "administrator: everything, everywhere": "Administrator: alles, überall",
  "administrators are above every channel permission": "Administratoren stehen über jeder Kanalberechtigung",
  "approvers: {ids}": "Freigebende: {ids}",
  "audit log entry {entry}": "Eintrag {entry} im Audit-Log",
  "no message of its own in any channel where it may post, all of which were listened to":
    "keine eigene Nachricht in einem der Kanäle, in denen er schreiben darf; allen wurde zugehört",
  "Countersign hears that messages are posted here, not what they say.":
    "Countersign erfährt, dass hier Nachrichten geschrieben werden, nicht was darin steht.",
  "{roles}: whoever joins may pick this approver role, or a linked app hands it out. Who can approve can't be seen here.":
    "{roles}: Wer beitritt, darf sich diese Rolle zum Freigeben vielleicht selbst nehmen, oder eine verknüpfte App vergibt sie. Wer freigeben kann, ist hier nicht zu sehen.",
  "{roles}: whoever joins may pick these approver roles, or a linked app hands them out. Who can approve can't be seen here.":
    "{roles}: Wer beitritt, darf sich diese Rollen zum Freigeben vielleicht selbst nehmen, oder eine verknüpfte App vergibt sie. Wer freigeben kann, ist hier nicht zu sehen.",
  "channel permissions still grant some of it in {channels}":
    "Kanalberechtigungen geben weiterhin einen Teil davon in {channels}",
  "confirmed by nobody who still counts": "von niemandem bestätigt, der noch zählt",
  "confirmed until {date}": "bestätigt bis {date}",
  "drag {role} back up": "zieh {role} wieder nach oben",
  "give {bot} the role {role}": "gib {bot} die Rolle {role}",
  "holds {right}": "hat {right}",
  "in {channel} set {marks} for {whom}": "setz in {channel} {marks} für {whom}",
  "in {channel} set {permissions} for {whom} as before":
    "setz in {channel} {permissions} für {whom} wie vorher",
  "invite {bot} again": "lade {bot} wieder ein",
  "it has {permissions} there": "dort hat er {permissions}",
  "it holds Manage Roles, and its highest role stands above":
    "er darf Rollen verwalten, und seine höchste Rolle steht darüber",
  "it is not in the chat": "er ist nicht im Chat",
  "its highest role {role} stands above {own}": "seine höchste Rolle {role} steht über {own}",
  "its manifest asks for {small} and not for {big}": "sein Manifest verlangt {small} und nicht {big}",
  "its manifest lists {join}": "sein Manifest nennt {join}",
  "its manifest names both accounts": "sein Manifest nennt beide Konten",
  "its manifest requires it": "sein Manifest verlangt es",
  "its manifest says dmOnly: true": "sein Manifest sagt dmOnly: true",
  "known by its role only; its other roles and channels can't be seen":
    "nur an seiner Rolle erkannt; seine übrigen Rollen und Kanäle sind nicht zu sehen",
  "more than its declared purpose needs": "mehr, als sein eingetragener Zweck braucht",
  "more than its manifest declares": "mehr, als sein Manifest einträgt",
  "more than the guide's core set, and nobody has declared its purpose":
    "mehr als der Grundstock des Leitfadens, und niemand hat seinen Zweck eingetragen",
  "no API shows it": "keine Schnittstelle zeigt es",
  "no confirmation": "keine Bestätigung",
  none: "keine",
  "nothing of the kind by it in the log between {from} and {to}":
    "nichts dergleichen von ihm im Audit-Log zwischen {from} und {to}",
  "only the bot's owner can see its privacy mode":
    "seinen Privatsphäre-Modus kann nur der Besitzer des Bots sehen",
  "ordinary member": "gewöhnliches Mitglied",
  "put {role} below {below} in the list of roles": "setz {role} in der Rollenliste unter {below}",
  "reads everything": "liest alles",
  "reads nothing here": "liest hier nichts",
  "reads what is addressed to it": "liest, was an ihn gerichtet ist",
  "sees {n} of {all} channels": "sieht {n} von {all} Kanälen",
  "status here: {status}": "Stellung hier: {status}",
  "take the role {role} from {bot}": "nimm {bot} die Rolle {role}",
  "take {bot} out of the server": "nimm {bot} vom Server",
  "the bot itself says that privacy mode is off": "der Bot sagt selbst, dass der Privatsphäre-Modus aus ist",
  "the bot itself says that privacy mode is on": "der Bot sagt selbst, dass der Privatsphäre-Modus an ist",
  "the member {bot}": "das Mitglied {bot}",
  "the permissions of {channel} grant it": "die Berechtigungen von {channel} geben es ihm",
  "the position of its highest role": "den Platz seiner höchsten Rolle",
  "the role {role}": "die Rolle {role}",
  "the role {role} grants Administrator": "die Rolle {role} gibt „Administrator“",
  "the role {role} grants Manage Webhooks": "die Rolle {role} gibt „Webhooks verwalten“",
  "the role {role} grants it": "die Rolle {role} gibt es ihm",
  "the role {role} grants {permissions}": "die Rolle {role} gibt {permissions}",
  "then {end}": "dann {end}",
  today: "heute",
  "turn off {permissions} for {whom}": "{permissions} für {whom} ausschalten",
  "turn on {permissions} for {whom}": "{permissions} für {whom} einschalten",
  "webhook {id}, audit log entry {entry}": "Webhook {id}, Eintrag {entry} im Audit-Log",
  "what it reads is unknown": "was er liest, ist unbekannt",
  "who added it is not in the audit log we have":
    "wer ihn hinzugefügt hat, steht nicht in dem Audit-Log, das wir haben",
  yesterday: "gestern",
  "{because} ({rung}, {ago})": "{because} ({rung}, {ago})",
  "Discord marks it as an answer in onboarding": "Discord kennzeichnet sie als Antwort beim Onboarding",
  "Discord marks it as a linked role": "Discord kennzeichnet sie als verknüpfte Rolle",
  "people who are not in the snapshot may have it too":
    "Menschen, die nicht im Schnappschuss stehen, haben sie vielleicht auch",
};
