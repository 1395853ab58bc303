/** The people of the sandbox: one shop, Lumen Lamps, on both platforms. */

export interface SandboxPerson {
  name: string;
  /** What this person is there for, in a few words. */
  part: string;
  discord: string;
  telegram: string;
}

export const people = {
  olivia: {
    name: "Olivia",
    part: "owns the shop, its server and its group",
    discord: "210000000000000001",
    telegram: "5550001",
  },
  mo: {
    name: "Mo",
    part: "moderator, may approve on Telegram",
    discord: "210000000000000002",
    telegram: "5550002",
  },
  fiona: {
    name: "Fiona",
    part: "finance, may approve on Discord",
    discord: "210000000000000003",
    telegram: "5550003",
  },
  oskar: {
    name: "Oskar",
    part: "a customer, may approve nothing",
    discord: "210000000000000004",
    telegram: "5550004",
  },
} as const satisfies Record<string, SandboxPerson>;

export type PersonName = keyof typeof people;
