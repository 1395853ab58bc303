/** What people confirm on the checklist is called: English template → German. */
export const care: Record<string, string> = {
  "A backup was restored to try it": "Eine Sicherung wurde probeweise zurückgespielt",
  "Commands are limited to the channels they are for":
    "Befehle gibt es nur in den Kanälen, für die sie da sind",
  "It is in no more channels and groups than it needs": "Er ist in nicht mehr Kanälen und Gruppen als nötig",
  "Its system prompt stands up to injected instructions":
    "Sein System-Prompt hält eingeschleusten Anweisungen stand",
  "Its tokens can do no more than they must": "Seine Token können nicht mehr, als sie müssen",
  "Keys are changed every quarter": "Schlüssel werden jedes Quartal ausgetauscht",
  "Keys are kept in a secret store": "Schlüssel liegen in einem Geheimnisspeicher",
  "One agent on two platforms, kept apart": "Ein Agent auf zwei Plattformen, voneinander getrennt",
  "Sensitive actions wait for a person": "Heikle Aktionen warten auf einen Menschen",
  "Somebody reads a sample of what agents write":
    "Jemand liest eine Stichprobe dessen, was Agenten schreiben",
  "The bot does not read the whole group": "Der Bot liest nicht die ganze Gruppe mit",
  "The monthly review of permissions": "Die monatliche Durchsicht der Berechtigungen",
  "The team knows how to handle keys and tokens": "Das Team weiß, wie man mit Schlüsseln und Token umgeht",
  "There is a spending limit on its model account": "Für sein Modellkonto gilt ein Ausgabenlimit",
};
