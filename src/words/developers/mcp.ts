/** What agents read about the MCP tools. Plain orders, because models follow them. */
export const mcpWords = {
  instructions:
    "Countersign puts a human signature on sensitive actions. Call list_actions to see what needs one, request_approval to ask, then await_decision until the state is no longer pending. Only humans approve, in their chat; no tool here does. Run the action only with the grant, only with exactly the params that were approved, and hand the grant to whoever executes it. If it is denied, expired, cancelled or invalidated, it did not run: do not retry it and do not work around it.",
  listActions:
    "List the actions that need a human's approval before this agent may do them, with the JSON Schema of their params.",
  requestApproval:
    "Ask humans to approve one action with exact params. Returns at once with an id and a claimSecret; then call await_decision with both. Nothing has been approved yet.",
  awaitDecision:
    "Wait up to 50 seconds for the humans. Call it again while the state is pending. When it is approved, the answer holds the signed grant.",
  cancelRequest: "Withdraw a request that is still pending and no longer needed.",
  actions: (count: number) => `${count} ${count === 1 ? "action needs" : "actions need"} a human's approval.`,
  withdrawn: "Withdrawn. It did not run.",
  stillPending: "Nobody has decided yet. Call await_decision again.",
  approved:
    "Approved. Run it now with exactly these params and hand the grant to the executor; it works once and only for a short time.",
  approvedNoSecret:
    "Approved. Give the claimSecret from request_approval to await_decision to receive the grant.",
} as const;
