import { z } from "@hono/zod-openapi";
import { readAgent } from "../../use-cases/read-agent.ts";
import { readAuditsOf } from "../../use-cases/read-audits-of.ts";
import { route } from "../route.ts";
import { rfc3339 } from "../shapes.ts";

const finding = z.object({
  rule: z.string().openapi({ description: "Explained in docs/rules.", example: "discord.bot.administrator" }),
  severity: z.string(),
  status: z.enum(["open", "accepted"]),
  since: z.iso.datetime(),
});

const audit = z.object({
  platform: z.string(),
  workspace: z.string(),
  seenAt: z.iso.datetime().openapi({ description: "When it last still looked like this." }),
  grade: z.string(),
  creep: z.number().openapi({ description: "Permission creep, 0 to 100." }),
  coverage: z.number().openapi({ description: "The share of what had to be seen that could be seen." }),
  findings: z.array(finding),
});

const me = z
  .object({
    id: z.string(),
    owner: z.string().nullable(),
    purpose: z.string(),
    identities: z.unknown(),
    frozen: z.object({ at: z.iso.datetime(), reason: z.string().nullable() }).nullable(),
    key: z.object({ id: z.string(), expiresAt: z.iso.datetime() }),
    audits: z.array(audit).openapi({
      description:
        "The newest audit of every workspace where the agent was seen. None means: not looked at yet, which is not the same as fine.",
    }),
  })
  .openapi("Me");

export const readMe = route({
  method: "get",
  path: "/v1/me",
  summary: "The agent as Countersign sees it",
  access: "agent",
  answers: {
    200: {
      description: "Who this key belongs to and until when, and what audits say about the agent.",
      schema: me,
    },
  },
  refusals: [],
  handle: async ({ ctx, caller }) => {
    const found = await readAgent(ctx, caller.agentId);
    if (!found.ok) return { problem: found.refusal };
    const { id, owner, purpose, identities, frozen } = found.value;
    const audits = await readAuditsOf(ctx, identities);
    const json: z.infer<typeof me> = {
      id,
      owner,
      purpose,
      identities,
      frozen: frozen && { at: rfc3339(frozen.at), reason: frozen.reason },
      key: { id: caller.keyId, expiresAt: rfc3339(caller.expiresAt) },
      audits: audits.map((one) => ({
        ...one,
        seenAt: rfc3339(one.seenAt),
        findings: one.findings.map((finding) => ({ ...finding, since: rfc3339(finding.since) })),
      })),
    };
    return { status: 200, json };
  },
});
