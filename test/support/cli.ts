import { runCli } from "../../src/cli/run.ts";

export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs a verb in this process. */
export async function cli(env: Record<string, string>, ...args: string[]): Promise<Ended> {
  const ended: Ended = { code: 0, out: "", err: "" };
  ended.code = await runCli(args, {
    env,
    out: (text) => (ended.out += `${text}\n`),
    err: (text) => (ended.err += `${text}\n`),
    stdin: async () => "",
  });
  return ended;
}

export const agentYaml = (more = "", quorum = 2) => `apiVersion: countersign/v1
kind: Agent
metadata: { id: support-bot, owner: "discord:2041", purpose: support }
identities: { discord: { applicationId: "1576", userId: "1576" } }
actions:
  - type: refund.issue
    title: Issue a refund
    audience: payments
    params: { type: object, required: [orderId], properties: { orderId: { type: string } } }
    policy: { approvers: ["discord:role:301", "telegram:user:5551"], quorum: ${quorum} }
${more}`;

export const workspaceYaml = `---
apiVersion: countersign/v1
kind: Workspace
metadata: { platform: discord, id: "6137" }
places: { approvals: "9100" }
approvers: ["discord:role:301"]
`;
