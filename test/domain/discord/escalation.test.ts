import * as fc from "fast-check";
import { expect, it } from "vitest";
import { escalations } from "../../../src/domain/discord/escalation.ts";
import { layOut } from "../../../src/domain/discord/field.ts";
import { flags } from "../../../src/domain/discord/flags.ts";
import type { Sink } from "../../../src/domain/discord/sinks.ts";
import { tryEverything } from "./brute-force.ts";
import { servers, stakes } from "./servers.ts";

const setOf = (sinks: Iterable<Sink>): Sink[] => [...new Set(sinks)].sort();

it("finds alone exactly what trying every move finds", { timeout: 120_000 }, () => {
  let reached = 0;
  fc.assert(
    fc.property(servers(3), (snapshot) => {
      const found = escalations(layOut(snapshot), stakes);
      for (const bot of ["300", "301"]) {
        const ours = setOf(
          found.filter((one) => one.bot === bot && one.with === null).map(({ sink }) => sink),
        );
        expect({ bot, sinks: ours }).toEqual({ bot, sinks: setOf(tryEverything(snapshot, [bot], stakes)) });
        reached += ours.length;
      }
    }),
    { seed: 3, numRuns: 2500 },
  );
  expect(reached).toBeGreaterThan(1000);
});

it("finds in pairs exactly what trying every move finds", { timeout: 120_000 }, () => {
  let reached = 0;
  fc.assert(
    fc.property(servers(1), (snapshot) => {
      const pair = ["300", "301"];
      // The first bot can hand things on, whatever else was drawn: otherwise most pairs have nothing to do with each other.
      const members = snapshot.members
        .filter((one) => one.id !== "302")
        .map((one) => (one.id === "300" ? { ...one, roles: [...new Set([...one.roles, "220"])] } : one));
      const roles = snapshot.guild.roles.map((one) =>
        one.id === "220" ? { ...one, permissions: one.permissions | flags.MANAGE_ROLES } : one,
      );
      const both = { ...snapshot, guild: { ...snapshot.guild, roles }, members };
      const found = escalations(layOut(both), { ...stakes, countersign: null });
      const ours = setOf(found.map(({ sink }) => sink));
      expect(ours).toEqual(setOf(tryEverything(both, pair, { ...stakes, countersign: null })));
      reached += found.filter((one) => one.with !== null).length;
    }),
    { seed: 4, numRuns: 45 },
  );
  expect(reached).toBeGreaterThan(2);
});
