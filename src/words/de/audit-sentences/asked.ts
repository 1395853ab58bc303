/** What Discord says of one channel, what bots report of themselves, and how anything is known: English template → German. */
export const asked: Record<string, string> = {
  "In {channel} Discord says otherwise than I worked out about {who}. Until that is cleared up, who may do what there counts as unknown.":
    "In {channel} sagt Discord über {who} etwas anderes, als ich errechnet habe. Bis das geklärt ist, gilt als unbekannt, wer dort was darf.",
  "In {channel} Discord's own figures for one account are the same as mine.":
    "In {channel} sagt Discord über ein Konto dasselbe wie ich.",
  "In {channel} Discord's own figures for {n} accounts are the same as mine.":
    "In {channel} sagt Discord über {n} Konten dasselbe wie ich.",
  "One process of {bot} holds {n} tokens, by its own report.":
    "Ein Prozess von {bot} hält {n} Token, nach seiner eigenen Meldung.",
  "This channel is hidden from me. Discord says of {who} here: can't view it.":
    "Dieser Kanal ist mir verborgen. Discord sagt hier über {who}: sieht ihn nicht.",
  "This channel is hidden from me. Discord says of {who} here: {permissions}.":
    "Dieser Kanal ist mir verborgen. Discord sagt hier über {who}: {permissions}.",
  "This channel is hidden from me. Name a bot with /audit here: and Discord tells me what it may do in it.":
    "Dieser Kanal ist mir verborgen. Nenn bei /audit unter here: einen Bot, dann sagt mir Discord, was er hier darf.",
  "as Telegram shows": "wie Telegram zeigt",
  "as Telegram's member list shows": "wie Telegrams Mitgliederliste zeigt",
  "both reported the same fingerprint": "beide meldeten denselben Fingerabdruck",
  "by its own word": "nach eigenem Wort",
  "its report names {n} fingerprints": "seine Meldung nennt {n} Fingerabdrücke",
  me: "mich",
  "probed where its token is": "geprüft, wo sein Token liegt",
  "seen by a person": "von einem Menschen gesehen",
  "whoever typed this": "den, der das geschrieben hat",
  "{bot} reports a token that {others} reports as well: they share it.":
    "{bot} meldet ein Token, das auch {others} meldet: Sie teilen es.",
  "{standing}; {reads} ({how}, {ago})": "{standing}; {reads} ({how}, {ago})",
};
