/** What is said of a bot, a channel, a right: English template → German. Gaps in braces stay as they are. */
export const claims: Record<string, string> = {
  "{bots}": "{bots}",
  "{bots} owns this server: nothing can limit an owner.":
    "{bots} gehört dieser Server: Einen Besitzer kann nichts beschränken.",
  "{bots}: known by its own role only; what other roles give can't be seen.":
    "{bots}: nur an der eigenen Rolle erkannt; was andere Rollen geben, ist nicht zu sehen.",
  "{bots}: known by their own role only; what other roles give can't be seen.":
    "{bots}: nur an den eigenen Rollen erkannt; was andere Rollen geben, ist nicht zu sehen.",
  "{bots}: some of the roles are not in the snapshot; what they grant is unknown.":
    "{bots}: Einige der Rollen fehlen im Schnappschuss; was sie geben, ist unbekannt.",
  "{bot} acted without approval once in the last 30 days: {types}.":
    "{bot} hat in den letzten 30 Tagen einmal ohne Freigabe gehandelt: {types}.",
  "{bot} acted without approval {n} times in the last 30 days: {types}.":
    "{bot} hat in den letzten 30 Tagen {n}-mal ohne Freigabe gehandelt: {types}.",
  "{bot} acts under the group's own name.": "{bot} handelt unter dem Namen der Gruppe.",
  "{bot} also has {names}, which gives it {permissions}.":
    "{bot} hat auch {names}, und das gibt ihm {permissions}.",
  "{bot} can ban an approver from this chat: that person is no administrator.":
    "{bot} kann einen Freigebenden aus diesem Chat sperren: Dieser Mensch ist kein Administrator.",
  "{bot} can ban {n} approvers from this chat: they are no administrator.":
    "{bot} kann {n} Freigebende aus diesem Chat sperren: Sie sind keine Administratoren.",
  "{bot} can be called into any chat, although it is meant for chosen ones.":
    "{bot} kann in jeden Chat gerufen werden, obwohl er nur für bestimmte gedacht ist.",
  "{bot} can delete approval cards in this chat.": "{bot} kann Freigabe-Karten in diesem Chat löschen.",
  "{bot} can delete or hide cards in {channel}, where approvals are decided.":
    "{bot} kann Karten in {channel} löschen oder verbergen, wo über Freigaben entschieden wird.",
  "{bot} can give anybody the approver role {role}":
    "{bot} kann jedem die Rolle {role} geben, die Freigaben erteilt",
  "{bot} can hand out {names}, whose members approve what agents may do.":
    "{bot} kann {names} vergeben, deren Mitglieder freigeben, was Agenten dürfen.",
  "{bot} can hand out {roles}, and with it {permissions}.":
    "{bot} kann {roles} vergeben, und damit {permissions}.",
  "{bot} can hand out {roles}, and with them {permissions}.":
    "{bot} kann {roles} vergeben, und damit {permissions}.",
  "{bot} can make and read webhooks, so it can speak as anybody: that is {beyond}.":
    "{bot} kann Webhooks anlegen und lesen, also als jeder sprechen: Das ist {beyond}.",
  "{bot} can make cards disappear from {channel} with {permission}":
    "{bot} kann mit {permission} Karten aus {channel} verschwinden lassen",
  "{bot} can make others administrators of this chat.":
    "{bot} kann andere in diesem Chat zu Administratoren machen.",
  "{bot} can pin and unpin cards in {channel}, where approvals are decided.":
    "{bot} kann Karten in {channel} anpinnen und lösen, wo über Freigaben entschieden wird.",
  "{bot} can ping everybody at once: that is {beyond}.":
    "{bot} kann alle auf einmal benachrichtigen: Das ist {beyond}.",
  "{bot} can ping everyone in {channel}": "{bot} kann in {channel} alle benachrichtigen",
  "{bot} can post in {channel}, where approvals are decided, under any name and picture.":
    "{bot} kann in {channel}, wo über Freigaben entschieden wird, unter jedem Namen und Bild schreiben.",
  "{bot} can post in {channel}, where approvals are decided.":
    "{bot} kann in {channel} schreiben, wo über Freigaben entschieden wird.",
  "{bot} can post under any name, Countersign's too, in {channel}":
    "{bot} kann in {channel} unter jedem Namen schreiben, auch unter dem von Countersign",
  "{bot} can remove Countersign with {permission}": "{bot} kann Countersign mit {permission} entfernen",
  "{bot} can remove or silence the approver {person} with {permission}":
    "{bot} kann den Freigebenden {person} mit {permission} entfernen oder zum Schweigen bringen",
  "{bot} gets {roles}, by Manage Roles, which does not ask what a role carries":
    "{bot} bekommt {roles}, durch „Rollen verwalten“, das nicht fragt, was eine Rolle mit sich bringt",
  "{bot} holds {big}, and needs only {small}.": "{bot} hat {big} und braucht nur {small}.",
  "{bot} holds {join}, which this version does not know.": "{bot} hat {join}, was diese Version nicht kennt.",
  "{bot} holds {permissions} and stands above Countersign, so it can remove it.":
    "{bot} hat {permissions} und steht über Countersign, kann es also entfernen.",
  "{bot} holds {permissions} and stands above {names}, the people who approve.":
    "{bot} hat {permissions} und steht über {names}, den Menschen, die Freigaben erteilen.",
  "{bot} holds {permissions} and stands above {names}.": "{bot} hat {permissions} und steht über {names}.",
  "{bot} holds {permissions} in {channel}: that is {beyond}.":
    "{bot} hat {permissions} in {channel}: Das ist {beyond}.",
  "{bot} holds {permissions}: that is {beyond}.": "{bot} hat {permissions}: Das ist {beyond}.",
  "{bot} holds {permissions}; 0 uses in {days} watched days, {share} % of them covered.":
    "{bot} hat {permissions}; 0-mal benutzt in {days} beobachteten Tagen, {share} % davon abgedeckt.",
  "{bot} holds {rights}: that is {beyond}.": "{bot} hat {rights}: Das ist {beyond}.",
  "{bot} holds {rights}; 0 uses in {days} watched days, {share} % of them covered.":
    "{bot} hat {rights}; 0-mal benutzt in {days} beobachteten Tagen, {share} % davon abgedeckt.",
  "{bot} is an administrator": "{bot} ist Administrator",
  "{bot} is an administrator with one right that matters: that is {beyond}.":
    "{bot} ist Administrator mit einem Recht, auf das es ankommt: Das ist {beyond}.",
  "{bot} is an administrator with {n} rights that matter: that is {beyond}.":
    "{bot} ist Administrator mit {n} Rechten, auf die es ankommt: Das ist {beyond}.",
  "{bot} is an administrator: it can do everything in all {channels} channels, and its manifest asks for it.":
    "{bot} ist Administrator: Er kann in allen {channels} Kanälen alles, und sein Manifest verlangt das.",
  "{bot} is an administrator: it can do everything in all {channels} channels.":
    "{bot} ist Administrator: Er kann in allen {channels} Kanälen alles.",
  "{bot} is an administrator: that is {beyond}.": "{bot} ist Administrator: Das ist {beyond}.",
  "{bot} is declared to need {permissions}, and does not have it.":
    "{bot} braucht laut Eintrag {permissions}, hat es aber nicht.",
  "{bot} is here and nobody has declared what for.": "{bot} ist hier, und niemand hat eingetragen, wofür.",
  "{bot} is in this chat, which is not the one it is declared for.":
    "{bot} ist in diesem Chat; eingetragen ist er für einen anderen.",
  "{bot} is in this chat, which is not one of the {n} it is declared for.":
    "{bot} ist in diesem Chat, der keiner der {n} ist, für die er eingetragen ist.",
  "{bot} is meant for chosen channels, but sees all {channels}, because it is an administrator.":
    "{bot} ist für bestimmte Kanäle gedacht, sieht aber alle {channels}, weil er Administrator ist.",
  "{bot} is on Discord and on Telegram, and nobody has confirmed that its two tokens are kept apart.":
    "{bot} ist auf Discord und auf Telegram, und niemand hat bestätigt, dass seine beiden Token getrennt liegen.",
  "{bot} may fetch and replace the tokens of the bots it manages.":
    "{bot} darf die Token der Bots abrufen und austauschen, die er verwaltet.",
  "{bot} reads every message here because it is an administrator: that is {beyond}.":
    "{bot} liest hier jede Nachricht, weil er Administrator ist: Das ist {beyond}.",
  "{bot} reads every message here: that is {beyond}.": "{bot} liest hier jede Nachricht: Das ist {beyond}.",
  "{bot} reads {from}, which is closed, and writes in {to}, which everyone sees":
    "{bot} liest {from}, das geschlossen ist, und schreibt in {to}, das alle sehen",
  "{bot} sees all {open} channels that everybody sees and {n} private one; nobody has chosen its channels.":
    "{bot} sieht alle {open} Kanäle, die alle sehen, und {n} privaten; niemand hat seine Kanäle ausgewählt.",
  "{bot} sees all {open} channels that everybody sees and {n} private ones; nobody has chosen its channels.":
    "{bot} sieht alle {open} Kanäle, die alle sehen, und {n} private; niemand hat seine Kanäle ausgewählt.",
  "{bot} sees all {open} channels that everybody sees; nobody has chosen its channels.":
    "{bot} sieht alle {open} Kanäle, die alle sehen; niemand hat seine Kanäle ausgewählt.",
  "{bot} sees {n} of the {all} channels we can judge without being meant for it.":
    "{bot} sieht {n} der {all} Kanäle, die wir beurteilen können, ohne dafür gedacht zu sein.",
  "{bot} sees {n} of the {all} channels we can judge without being meant for them.":
    "{bot} sieht {n} der {all} Kanäle, die wir beurteilen können, ohne dafür gedacht zu sein.",
  "{bot} should only answer direct messages, but it is in this group.":
    "{bot} soll nur auf Direktnachrichten antworten, ist aber in dieser Gruppe.",
  "{bot} was added by {person} {ago}, and nobody has declared it since.":
    "{bot} wurde {ago} von {person} hinzugefügt, und seitdem hat ihn niemand eingetragen.",
  "{bot} was added by {person}, and nobody has declared it since.":
    "{bot} wurde von {person} hinzugefügt, und seitdem hat ihn niemand eingetragen.",
  "{bot} was last seen doing something {ago}.": "{bot} wurde zuletzt {ago} bei etwas gesehen.",
  "{bot} writes itself into {channels}": "{bot} schreibt sich selbst in {channels}",
  "{bot}: its manifest says neither what it is for nor what it needs here.":
    "{bot}: Sein Manifest sagt weder, wofür er da ist, noch, was er hier braucht.",
  "{bot}: the file does not say whether it holds {join}.": "{bot}: Die Datei sagt nicht, ob er {join} hat.",
  "{bot}: the last evidence that it reads only what is addressed to it is from {ago}.":
    "{bot}: Der letzte Beleg, dass er nur liest, was an ihn gerichtet ist, ist von {ago}.",
  "{bot}: whether it reads every message here is not known.":
    "{bot}: Ob er hier jede Nachricht liest, ist nicht bekannt.",
  "{bot}: whether it reads everything is unknown, because {because}.":
    "{bot}: Ob er alles liest, ist unbekannt, denn {because}.",
  "{broken} of {observed} observed actions would fail: {failing}.":
    "{broken} von {observed} beobachteten Handlungen würden scheitern: {failing}.",
  "{changes}.": "{changes}.",
  "{channels}": "{channels}",
  "{channels}.": "{channels}.",
  "{channel} ({permissions})": "{channel} ({permissions})",
  "{channel} ({permissions}, reported to work without seeing the channel)":
    "{channel} ({permissions}, geht Berichten nach, ohne den Kanal zu sehen)",
  "{channel} has permissions for {n} role that no longer exists.":
    "{channel} hat Berechtigungen für {n} Rolle, die es nicht mehr gibt.",
  "{channel} has permissions for {n} roles that no longer exist.":
    "{channel} hat Berechtigungen für {n} Rollen, die es nicht mehr gibt.",
  "{channel} → Edit Channel → Permissions → add the member {bot}.":
    "{channel} → Kanal bearbeiten → Berechtigungen → das Mitglied {bot} hinzufügen.",
  "{channel} → Edit Channel → Permissions → {bot}: set {permissions} to / (neutral), save.":
    "{channel} → Kanal bearbeiten → Berechtigungen → {bot}: {permissions} auf / (neutral) setzen, speichern.",
  "{channel} → Edit Channel → Permissions → {whom}: set {marks}, save.":
    "{channel} → Kanal bearbeiten → Berechtigungen → {whom}: {marks} setzen, speichern.",
  "{channel} → Edit Channel → Permissions: remove the entries that show only a number.":
    "{channel} → Kanal bearbeiten → Berechtigungen: Entferne die Einträge, die nur eine Zahl zeigen.",
  "{crossed} to ✕, {neutral} to / (neutral)": "{crossed} auf ✕, {neutral} auf / (neutral)",
  "{days} days ago": "vor {days} Tagen",
  "{days} days watched, {share} % of them covered": "{days} Tage beobachtet, {share} % davon abgedeckt",
  "{fact} ({rung}, {ago})": "{fact} ({rung}, {ago})",
  "{first} {second}": "{first} {second}",
  "{helper} and {bot} hand each other what they may": "{helper} und {bot} geben einander, was sie dürfen",
  "{hop}; {rest}": "{hop}; {rest}",
  "{id} has a manifest, but is not among the bots found here.":
    "{id} hat ein Manifest, ist aber nicht unter den Bots, die hier gefunden wurden.",
  "{id} is declared for this chat, but was not found in it.":
    "{id} ist für diesen Chat eingetragen, wurde hier aber nicht gefunden.",
  "one bot has it this way": "ein Bot hat es auf diesem Weg",
  "{n} bots have it this way": "{n} Bots haben es auf diesem Weg",
  "{n} bots hold moderation permissions, and the server does not require 2FA.":
    "{n} Bots haben Moderationsberechtigungen, und der Server verlangt keine 2FA.",
  "{n} channel hidden from Countersign: nothing is said about it. Use /audit inside such a channel, or let Countersign view it.":
    "{n} Kanal ist Countersign verborgen: Über ihn wird nichts gesagt. Schreib /audit in diesem Kanal, oder lass Countersign ihn sehen.",
  "{n} channels hidden from Countersign: nothing is said about them. Use /audit inside such a channel, or let Countersign view it.":
    "{n} Kanäle sind Countersign verborgen: Über sie wird nichts gesagt. Schreib /audit in einem davon, oder lass Countersign sie sehen.",
  "{n} other bot gets there with the same help": "{n} weiterer Bot kommt mit derselben Hilfe dorthin",
  "{n} other bots get there with the same help": "{n} weitere Bots kommen mit derselben Hilfe dorthin",
  "{permissions} to / (neutral)": "{permissions} auf / (neutral)",
  "{permissions} to ✕": "{permissions} auf ✕",
  "{permission} in {channel}, last used {when}": "{permission} in {channel}, zuletzt benutzt {when}",
  "{permission} in {channel}, last used {when}, which its manifest forbids":
    "{permission} in {channel}, zuletzt benutzt {when}, was sein Manifest verbietet",
  "{permission}, last used {when}": "{permission}, zuletzt benutzt {when}",
  "{permission}, last used {when}, which its manifest forbids":
    "{permission}, zuletzt benutzt {when}, was sein Manifest verbietet",
  "{right} is on": "{right} ist an",
  "{right} is on for ordinary members": "{right} ist für gewöhnliche Mitglieder an",
  "{right} is on, and approvals are decided here": "{right} ist an, und hier wird über Freigaben entschieden",
  "{right} was not seen used": "{right} wurde nicht in Gebrauch gesehen",
  "{right}: it can {harm}": "{right}: Damit kann er {harm}",
  "{role} carries {permissions}": "{role} bringt {permissions} mit sich",
  "{role} grants nothing": "{role} gibt nichts",
  "{role} grants {permissions}": "{role} gibt {permissions}",
  "{role} stands below its highest role and grants {permissions}":
    "{role} steht unter seiner höchsten Rolle und gibt {permissions}",
  "{routes}.": "{routes}.",
  "{sees} of {all} channels that can be judged": "{sees} von {all} Kanälen, die sich beurteilen lassen",
  "{standing}; {reads}": "{standing}; {reads}",
  "{story}.": "{story}.",
  "{type} at {time}, entry {entry}, in the platform's own log":
    "{type} um {time}, Eintrag {entry}, im Protokoll der Plattform",
  "{whom} in {channel}": "{whom} in {channel}",
  "{writer} writes {bot} into {channels}": "{writer} schreibt {bot} in {channels}",
  "“{item}” ran out {ago}.": "„{item}“ ist {ago} abgelaufen.",
  "“{item}” was never confirmed.": "„{item}“ wurde nie bestätigt.",
  "Whoever joins can pick {role}, whose members approve what agents may do.":
    "Wer beitritt, kann {role} wählen, und wer diese Rolle hat, gibt frei, was Agenten dürfen.",
  "An app hands out {role}, whose members approve what agents may do.":
    "Eine App vergibt {role}, und wer diese Rolle hat, gibt frei, was Agenten dürfen.",
  "Whoever joins can pick {role}, which gives {permissions}.":
    "Wer beitritt, kann {role} wählen, und diese Rolle gibt {permissions}.",
  "An app hands out {role}, which gives {permissions}.":
    "Eine App vergibt {role}, und diese Rolle gibt {permissions}.",
  "{bot} shares {names} with {holders}, which gives it {permissions}.":
    "{bot} teilt sich {names} mit {holders}, und das gibt ihm {permissions}.",
};
