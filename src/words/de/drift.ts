import type { Miss } from "../../domain/audit/acted.ts";
import type { Change } from "../../domain/audit/compare.ts";
import type { PlatformActionType } from "../../domain/audit/platform-actions.ts";
import type { Inline } from "../../platforms/platform.ts";
import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";
import type { drift as en } from "../en/drift.ts";

const { count, number } = countingIn("de");

/** Nach einem Namen: „Helper hat ein Mitglied gebannt“. */
const did: Record<PlatformActionType, string> = {
  "discord.guild.update": "hat die Servereinstellungen geändert",
  "discord.channel.create": "hat einen Kanal angelegt",
  "discord.channel.update": "hat einen Kanal geändert",
  "discord.channel.delete": "hat einen Kanal gelöscht",
  "discord.overwrite.create": "hat Berechtigungen in einem Kanal gesetzt",
  "discord.overwrite.update": "hat Berechtigungen in einem Kanal geändert",
  "discord.overwrite.delete": "hat Berechtigungen aus einem Kanal entfernt",
  "discord.member.kick": "hat ein Mitglied hinausgeworfen",
  "discord.member.prune": "hat inaktive Mitglieder entfernt",
  "discord.member.ban": "hat ein Mitglied gebannt",
  "discord.member.unban": "hat einen Bann aufgehoben",
  "discord.member.nickname": "hat ein Mitglied umbenannt",
  "discord.member.own_nickname": "hat sich selbst umbenannt",
  "discord.member.timeout": "hat ein Mitglied vorübergehend stummgeschaltet",
  "discord.member.timeout_end": "hat eine vorübergehende Stummschaltung beendet",
  "discord.member.mute": "hat ein Mitglied stummgeschaltet oder wieder laut",
  "discord.member.deafen": "hat einem Mitglied den Ton aus- oder eingeschaltet",
  "discord.member.move": "hat Mitglieder in einen anderen Sprachkanal verschoben",
  "discord.member.disconnect": "hat Mitglieder aus einem Sprachkanal getrennt",
  "discord.role.grant": "hat einem Mitglied eine Rolle gegeben",
  "discord.role.revoke": "hat einem Mitglied eine Rolle genommen",
  "discord.bot.add": "hat einen Bot hinzugefügt",
  "discord.role.create": "hat eine Rolle angelegt",
  "discord.role.update": "hat eine Rolle geändert",
  "discord.role.delete": "hat eine Rolle gelöscht",
  "discord.invite.create": "hat eine Einladung erstellt",
  "discord.invite.update": "hat eine Einladung geändert",
  "discord.invite.delete": "hat eine Einladung gelöscht",
  "discord.webhook.create": "hat einen Webhook angelegt",
  "discord.webhook.update": "hat einen Webhook geändert",
  "discord.webhook.delete": "hat einen Webhook gelöscht",
  "discord.expression.create": "hat ein Emoji, einen Sticker oder einen Klang hinzugefügt",
  "discord.expression.update": "hat ein Emoji, einen Sticker oder einen Klang geändert",
  "discord.expression.delete": "hat ein Emoji, einen Sticker oder einen Klang gelöscht",
  "discord.message.delete": "hat fremde Nachrichten gelöscht",
  "discord.message.bulk_delete": "hat viele Nachrichten gelöscht",
  "discord.message.pin": "hat eine Nachricht angepinnt",
  "discord.message.unpin": "hat eine angepinnte Nachricht gelöst",
  "discord.integration.create": "hat eine Integration hinzugefügt",
  "discord.integration.update": "hat eine Integration geändert",
  "discord.integration.delete": "hat eine Integration entfernt",
  "discord.stage.create": "hat eine Stage begonnen",
  "discord.stage.update": "hat eine Stage geändert",
  "discord.stage.delete": "hat eine Stage beendet",
  "discord.event.create": "hat ein Event angelegt",
  "discord.event.update": "hat ein Event geändert",
  "discord.event.delete": "hat ein Event gelöscht",
  "discord.thread.create": "hat einen Thread angelegt",
  "discord.thread.update": "hat einen Thread geändert",
  "discord.thread.delete": "hat einen Thread gelöscht",
  "discord.command.permissions": "hat geändert, wer die Befehle eines Bots benutzen darf",
  "discord.automod.create": "hat eine AutoMod-Regel angelegt",
  "discord.automod.update": "hat eine AutoMod-Regel geändert",
  "discord.automod.delete": "hat eine AutoMod-Regel gelöscht",
  "discord.onboarding.update": "hat die Begrüßung neuer Mitglieder geändert",
  "discord.voice.status": "hat den Status eines Sprachkanals geändert",
  "telegram.member.ban": "hat ein Mitglied gebannt",
  "telegram.member.unban": "hat einen Bann aufgehoben",
  "telegram.member.remove": "hat ein Mitglied entfernt",
  "telegram.member.restrict": "hat ein Mitglied eingeschränkt",
  "telegram.member.unrestrict": "hat die Einschränkungen eines Mitglieds aufgehoben",
  "telegram.member.promote": "hat jemandem Adminrechte gegeben",
  "telegram.member.demote": "hat jemandem Adminrechte genommen",
  "telegram.member.add": "hat ein Mitglied hinzugefügt",
  "telegram.chat.title": "hat die Gruppe umbenannt",
  "telegram.chat.photo": "hat das Gruppenbild geändert",
  "telegram.message.pin": "hat eine Nachricht angepinnt",
  "telegram.topic.manage": "hat ein Thema geändert",
  "telegram.video_chat.manage": "hat einen Videochat geändert",
};

const miss: Record<Miss["why"], string> = {
  none: "Er hat nie gefragt.",
  spent: "Seine Freigabe galt für ein Mal, und das war schon verbraucht.",
  "too-long-ago": "Es war genehmigt, aber die Freigabe wurde zu einer anderen Zeit verwendet.",
  "not-consumed": "Es war genehmigt, aber er hat die Freigabe vor dem Handeln nicht vorgezeigt.",
  pending: "Er hatte gefragt, und noch hatte niemand entschieden.",
  denied: "Er hatte gefragt, und Menschen hatten abgelehnt.",
  "not-approved": "Er hatte gefragt, und es wurde nicht genehmigt.",
  "other-target": "Er hatte eine Freigabe, aber für jemand oder etwas anderes.",
};

export const drift: Same<typeof en> = {
  acted: {
    title: (agent) => `${agent} hat ohne Freigabe gehandelt`,
    who: "Wer",
    what: "Was",
    whom: "Mit wem",
    when: "Wann",
    where: "Wo",
    approval: "Freigabe",
    reason: "Ins Protokoll schrieb er:",
    lead: (n) =>
      n === 1
        ? "Laut seinem Manifest müssen Menschen das vorher genehmigen. Das Protokoll der Plattform zeigt, dass es geschehen ist, und keine Freigabe deckt es."
        : `Laut seinem Manifest müssen Menschen das vorher genehmigen. Das Protokoll der Plattform zeigt, dass es ${number(n)}-mal geschehen ist, und keine Freigabe deckt es.`,
    more: (n) => `Und ${number(n)} weitere derselben Art.`,
    stop: (agent) => `${agent} einfrieren`,
    next: "Wollte das niemand: Frier den Agenten ein (/freeze), mach rückgängig, was er getan hat, und nimm ihm die Berechtigung, die er benutzt hat. Wer ihn betreibt, sollte nach einem gestohlenen Token oder einer umgangenen Prüfung suchen.",
    miss,
  },
  widened: {
    title: (workspace) => `Mehr Macht als vorher in ${workspace}`,
    did: (change: Change, rights: string[], plural: boolean): Inline[] => {
      const be = plural ? "sind" : "ist";
      if (change.what === "gone") return [`${be} nicht mehr hier`];
      const all = rights.join(", ");
      if (change.what === "new")
        return rights.length > 0 ? [`${be} neu hier, mit: `, { bold: all }] : [`${be} neu hier`];
      const can = plural ? "können" : "kann";
      return [change.direction === "wider" ? `${can} jetzt: ` : `${can} nicht mehr: `, { bold: all }];
    },
    members: "Gewöhnliche Mitglieder",
    only: " in ",
    nobody: "Das Protokoll sagt nicht, wer es war.",
    unapproved: "Eine Freigabe dafür gibt es nicht.",
    approved: "Genehmigt von",
    more: (n) => `Und ${count(n, { one: "weitere Änderung", other: "weitere Änderungen" })}.`,
    next: "War das gewollt, ist nichts mehr zu tun. Wenn nicht, zeigt die Prüfung den kleinsten Weg zurück.",
    audit: "Jetzt prüfen",
  },
  since: {
    spec: "Was die Bots hier mehr oder weniger können als vorher, und wer es geändert hat",
    ago: "Wie weit zurück: 12h, 7d, 90d (ohne Angabe 7d)",
    title: "Was sich geändert hat",
    here: {
      title: "Bitte auf dem Server oder in der Gruppe",
      text: "Schreib das dort, wofür du es wissen möchtest: auf dem Server oder in der Gruppe selbst.",
    },
    badTime: (given) => ({
      title: "Diese Zeit kenne ich nicht",
      text: `„${given.slice(0, 40)}“ ist keine Dauer. Schreib 12h, 7d oder 90d.`,
    }),
    never: {
      title: "Ich habe hier noch nicht nachgesehen",
      text: "Der erste Blick ist unterwegs. Was sich danach ändert, kann ich dir sagen.",
    },
    compared: "Verglichen mit dem Stand",
    tooEarly: ", meinem ersten Blick: Was vorher war, kann ich nicht sagen.",
    nothing: "Soweit ich sehen konnte, kann hier niemand mehr oder weniger als damals.",
    wider: "Mehr als vorher",
    narrower: "Weniger als vorher",
    findings: (opened, closed) => `Befunde seitdem: ${number(opened)} neu, ${number(closed)} erledigt.`,
  },
  and: " und ",
  others: (n) => ` und ${number(n)} weitere`,
  didIt: (type) => (type in did ? did[type as PlatformActionType] : type),
  did,
  nobodyToTell:
    "Kein Ort in diesem Server oder dieser Gruppe nimmt Warnungen an, und niemand, der entscheidet, ist zu erreichen.",
};
