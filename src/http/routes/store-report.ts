import { z } from "@hono/zod-openapi";
import { storeReport } from "../../use-cases/store-report.ts";
import { route } from "../route.ts";

const sha256 = (characters: string) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${characters}}$`), { error: "expected lower-case hex of a SHA-256" });
const amount = z
  .string()
  .regex(/^[0-9]{1,12}(\.[0-9]{1,6})?$/, { error: "write amounts as strings, such as 12.50" });

/** Everything is a boolean, a hash, a version or an amount: there is no room for a token or a prompt. */
const report = z
  .strictObject({
    telegram: z
      .record(
        z.string().regex(/^(can|has|supports|is|allows)_[a-z_]{1,60}$/, {
          error: "expected a boolean of getMe, such as can_read_all_group_messages",
        }),
        z.boolean(),
      )
      .optional()
      .openapi({ description: "The booleans of the agent's own getMe." }),
    promptSha256: sha256("64")
      .optional()
      .openapi({ description: "SHA-256 of the system prompt, to notice changes." }),
    tokenFingerprints: z.array(sha256("8,64")).max(20).optional().openapi({
      description: "First characters of the SHA-256 of each token, to notice rotation and sharing.",
    }),
    runtime: z
      .record(z.string().regex(/^[a-zA-Z][\w.-]{0,30}$/), z.string().regex(/^[\w.+-]{1,40}$/))
      .optional()
      .openapi({ description: "Names and versions.", example: { openclaw: "2026.9.6", node: "24.1.0" } }),
    spend: z
      .strictObject({
        since: z.iso.datetime(),
        amount,
        limit: amount.optional(),
        currency: z.string().regex(/^[A-Z]{3}$/),
      })
      .optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    error: "report at least one thing",
  })
  .openapi("Report");

export const storeReportRoute = route({
  method: "post",
  path: "/v1/reports",
  summary: "What the agent says about itself",
  description:
    "Kept as self-reported evidence: the lowest rung, shown as such with its age. Never send tokens or prompts, only what is listed.",
  access: "agent",
  body: report,
  answers: { 201: { description: "Kept.", schema: z.object({ kept: z.literal(true) }) } },
  refusals: [],
  handle: async ({ ctx, caller, body }) => {
    await storeReport(ctx, caller.agentId, body);
    return { status: 201, json: { kept: true } };
  },
});
