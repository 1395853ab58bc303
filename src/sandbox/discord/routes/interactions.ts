import { answerInteraction } from "../interactions/answer.ts";
import { followUp, liveInteraction, ownMessage, revise, withdraw } from "../interactions/followup.ts";
import type { Interaction } from "../interactions/interaction.ts";
import { messageShape } from "../shapes/message.ts";
import { openRoute, param, type Call, type Route } from "./route.ts";

const WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}";

export const interactionRoutes: Route[] = [
  openRoute("POST", "/interactions/{interaction_id}/{interaction_token}/callback", (call) => {
    const interaction = call.discord.interactions.get(param(call, "interaction_token"));
    const found = interaction?.id === param(call, "interaction_id") ? interaction : undefined;
    const answer = answerInteraction(call.discord, found, call.body, call.files);
    return call.query.get("with_response") === "true" ? answer : undefined;
  }),
  openRoute("POST", WEBHOOK, (call) =>
    messageShape(call.discord, followUp(call.discord, live(call), call.body, call.files)),
  ),
  ...["/messages/@original", "/messages/{message_id}"].flatMap((path) => [
    openRoute("GET", `${WEBHOOK}${path}`, (call) => messageShape(call.discord, message(call))),
    openRoute("PATCH", `${WEBHOOK}${path}`, (call) =>
      messageShape(call.discord, revise(call.discord, live(call), message(call), call.body, call.files)),
    ),
    openRoute("DELETE", `${WEBHOOK}${path}`, (call) => withdraw(call.discord, live(call), message(call))),
  ]),
];

function live(call: Call): Interaction {
  return liveInteraction(call.discord, param(call, "webhook_id"), param(call, "webhook_token"));
}

function message(call: Call) {
  return ownMessage(call.discord, live(call), call.params["message_id"] ?? "@original");
}
