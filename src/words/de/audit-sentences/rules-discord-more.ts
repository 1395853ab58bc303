/** Rules about Discord, from spare permissions on: English template → German. Gaps in braces stay as they are. */
export const rulesDiscordMore: Record<string, string> = {
  "More permissions than needed": "Mehr Berechtigungen als nötig",
  "A bot holds permissions, in its roles or in the permissions of single channels, that its manifest does not declare or its purpose does not need.":
    "Ein Bot hat in seinen Rollen oder in den Berechtigungen einzelner Kanäle etwas, das sein Manifest nicht einträgt oder sein Zweck nicht braucht.",
  "Every spare permission is something that a prompt injection can use. A permission nobody explained is one nobody will miss.":
    "Jede überflüssige Berechtigung kann benutzen, wer den Agenten überlistet. Eine Berechtigung, die niemand begründet hat, wird niemandem fehlen.",
  "Server Settings → Roles → the bot's role → Permissions: turn off what its manifest does not list, save.":
    "Servereinstellungen → Rollen → die Rolle des Bots → Berechtigungen: Schalte aus, was sein Manifest nicht nennt, speichern.",
  "For a single channel: Edit Channel → Permissions → the bot, set the permission back to / (neutral).":
    "Bei einem einzelnen Kanal: Kanal bearbeiten → Berechtigungen → der Bot, die Berechtigung wieder auf / (neutral) setzen.",
  "Or declare the permission in the manifest, with its why.":
    "Oder trag die Berechtigung mit ihrem Grund ins Manifest ein.",
  "Without a manifest the bot is judged by its declared purpose or the guide's core set, and by what it was seen using; that may not be everything it does.":
    "Ohne Manifest wird der Bot nach seinem eingetragenen Zweck oder dem Grundstock des Leitfadens beurteilt und danach, was er nachweislich benutzt; das ist vielleicht nicht alles, was er tut.",
  "What @everyone holds is not counted against the bot here.":
    "Was @everyone hat, wird dem Bot hier nicht angerechnet.",
  "Administrator, Manage Server and other powers with a rule of their own are not repeated here.":
    "„Administrator“, „Server verwalten“ und andere Macht mit eigener Regel wird hier nicht noch einmal genannt.",
  "Nobody said what it is for": "Niemand hat gesagt, wofür er da ist",
  "A bot whose needs here nobody has written down: no declared purpose, and no manifest that says.":
    "Ein Bot, für den niemand aufgeschrieben hat, was er hier braucht: kein eingetragener Zweck und kein Manifest, das es sagt.",
  "Without a purpose nobody can say which of its permissions are too many. It is judged against the guide's core set only.":
    "Ohne Zweck kann niemand sagen, welche seiner Berechtigungen zu viel sind. Er wird nur mit dem Grundstock des Leitfadens verglichen.",
  "Declare its purpose with /agent, or write a manifest.":
    "Trag mit /agent seinen Zweck ein oder schreib ein Manifest.",
  "If nobody knows it, remove it: Server Settings → Integrations → the bot → Remove.":
    "Wenn ihn niemand kennt, entferne ihn: Servereinstellungen → Integrationen → der Bot → Entfernen.",
  "Bots that were invited without any permission have no role of their own; Countersign may not know them at all.":
    "Bots, die ohne jede Berechtigung eingeladen wurden, haben keine eigene Rolle; vielleicht kennt Countersign sie gar nicht.",
  "Apps that people carry with them (user-installed) never show up as members.":
    "Apps, die Menschen selbst mitbringen (nutzerinstalliert), erscheinen nie als Mitglieder.",
  "Declared, held, and never used": "Eingetragen, vorhanden und nie benutzt",
  "A bot holds permissions whose every use would be in the audit log, and in a covered window there was none.":
    "Ein Bot hat Berechtigungen, deren Gebrauch immer im Audit-Log stünde, und in einer abgedeckten Zeit gab es keinen.",
  "A permission that is not used helps nobody but an attacker. It can be given back with one click when it is needed again.":
    "Eine Berechtigung, die nicht benutzt wird, hilft nur einem Angreifer. Wird sie wieder gebraucht, ist sie mit einem Klick zurück.",
  "Ask the owner when it was last needed.": "Frag den Besitzer, wann sie zuletzt gebraucht wurde.",
  "If nobody knows: take it out of the manifest and out of the bot's role. The previous number brings it back.":
    "Wenn es niemand weiß: Nimm sie aus dem Manifest und aus der Rolle des Bots. Die frühere Zahl bringt sie zurück.",
  "If it is needed once in a while, declare it as rare, with its why and an end.":
    "Wird sie ab und zu gebraucht, dann trag sie als selten ein, mit Grund und Ende.",
  "Some work comes once a year. Declare such permissions as rare.":
    "Manche Arbeit kommt einmal im Jahr. Trag solche Berechtigungen als selten ein.",
  "Only permissions that leave a trace are judged: reading and deleting single messages never are; sending is, where Countersign was told of every message (DISCORD_MESSAGE_EVENTS).":
    "Beurteilt werden nur Berechtigungen, die eine Spur hinterlassen: Lesen und das Löschen einzelner Nachrichten nie; Senden dort, wo Countersign von jeder Nachricht erfahren hat (DISCORD_MESSAGE_EVENTS).",
  "With less than 45 days of log it is a hint, and shown to auditors only.":
    "Mit weniger als 45 Tagen Audit-Log ist es ein Hinweis, den nur Prüfer sehen.",
  "A webhook of a bot that has left": "Ein Webhook eines Bots, der gegangen ist",
  "The audit log shows a webhook that was made by a bot which is no longer in the server, and no deletion of it.":
    "Das Audit-Log zeigt einen Webhook, den ein Bot angelegt hat, der nicht mehr auf dem Server ist, und keine Löschung.",
  "Whoever has the webhook's address can still post here, under any name and picture, although the bot is gone.":
    "Wer die Adresse des Webhooks hat, kann hier weiter schreiben, unter jedem Namen und Bild, obwohl der Bot weg ist.",
  "Server Settings → Integrations → Webhooks: find the webhook, delete it.":
    "Servereinstellungen → Integrationen → Webhooks: Such den Webhook und lösch ihn.",
  "When a bot is removed, Discord deletes webhooks that belong to its application; the log does not always say so.":
    "Wird ein Bot entfernt, löscht Discord die Webhooks seiner Anwendung; das Audit-Log sagt das nicht immer.",
  "Only the last 45 days are in the audit log. Countersign never lists webhooks itself, because that would show it their tokens.":
    "Im Audit-Log stehen nur die letzten 45 Tage. Countersign listet Webhooks nie selbst auf, denn damit sähe es ihre Token.",
  "Could become more than it is": "Könnte mehr werden, als er ist",
  "A bot gets, in a few steps that Discord allows it, to what it does not hold: the whole server, forged or deleted approvals, private channels carried out, pings to everybody. Two bots that help each other are looked at too.":
    "Ein Bot kommt in wenigen Schritten, die Discord ihm erlaubt, an das, was er nicht hat: den ganzen Server, gefälschte oder gelöschte Freigaben, herausgetragene private Kanäle, Benachrichtigungen an alle. Auch zwei Bots, die einander helfen, werden angesehen.",
  "Permissions that look harmless one by one add up: taking a role, writing a channel's permissions, sharing with another bot. Whoever talks the agent into it walks the same way.":
    "Berechtigungen, die einzeln harmlos wirken, ergeben zusammen mehr: eine Rolle nehmen, die Berechtigungen eines Kanals schreiben, mit einem anderen Bot teilen. Wer den Agenten überredet, geht denselben Weg.",
  "Read the steps in the finding: each one is a permission somebody can take away.":
    "Lies die Schritte im Befund: Jeder ist eine Berechtigung, die man nehmen kann.",
  "Take Manage Roles (called Manage Permissions in a channel) from the bot if it doesn't need it.":
    "Nimm dem Bot „Rollen verwalten“ (in einem Kanal „Berechtigungen verwalten“), wenn er es nicht braucht.",
  "Hidden channels and roles missing from the snapshot may open more than is shown here.":
    "Verborgene Kanäle und Rollen, die im Schnappschuss fehlen, öffnen vielleicht mehr, als hier steht.",
  "Three or more bots together are not followed, nor people who help them, nor tokens of webhooks that exist already.":
    "Drei oder mehr Bots zusammen werden nicht verfolgt, auch keine Menschen, die ihnen helfen, und keine Token bestehender Webhooks.",
  "Of the ways to one end the first 24 are compared and the shortest is told; for two bots one example is told and the others are counted.":
    "Von den Wegen zu einem Ziel werden die ersten 24 verglichen, und der kürzeste wird genannt; bei zwei Bots wird ein Beispiel genannt, und die übrigen werden gezählt.",
  "A channel's permissions written without seeing the channel: reported to work, not documented. Such findings say so and have low confidence.":
    "Die Berechtigungen eines Kanals schreiben, ohne ihn zu sehen: Berichten nach geht das, dokumentiert ist es nicht. Solche Befunde sagen das und gelten als wenig sicher.",
  "Countersign itself is judged by its own rule.":
    "Countersign selbst wird nach seiner eigenen Regel beurteilt.",
  "One role for several": "Eine Rolle für mehrere",
  "A bot gets permissions from a role that another bot or a person has too.":
    "Ein Bot bekommt Berechtigungen aus einer Rolle, die auch ein anderer Bot oder ein Mensch hat.",
  "What is given to one is given to all of them, and taking it from one breaks the others. Nobody can say any more which of them needs what.":
    "Was einer bekommt, bekommen alle, und was man einem nimmt, fehlt den anderen. Niemand kann mehr sagen, wer was davon braucht.",
  "Server Settings → Members → the bot: take the shared role away.":
    "Servereinstellungen → Mitglieder → der Bot: Nimm ihm die gemeinsame Rolle.",
  "Discord does not let Countersign list all people: one who has the role and is not in the snapshot is not seen. Silence does not mean that nobody shares it.":
    "Discord lässt Countersign nicht alle Menschen auflisten: Wer die Rolle hat und nicht im Schnappschuss steht, wird nicht gesehen. Schweigen heißt nicht, dass sie niemand teilt.",
};
