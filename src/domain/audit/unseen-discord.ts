/** What a report about a Discord server has to say about the limits of this look. */
import type { KnownAgent } from "./agents.ts";
import { counted, list, say } from "./phrase.ts";
import type { Phrase, Value } from "./phrase.ts";
import type { DiscordView } from "./view-discord.ts";

export function unseenDiscord(view: DiscordView, known: KnownAgent[]): Phrase[] {
  const { snapshot, agents } = view;
  const stubs = snapshot.channels.filter((channel) => channel.hidden && channel.type !== 4).length;
  const bare = view.totalChannels - view.channels.length - stubs;
  const present = new Set([...agents.map((agent) => agent.id), view.self?.id]);
  const sentences: Phrase[] = [];
  if (stubs > 0)
    sentences.push(
      counted(
        stubs,
        "{n} channel hidden from Countersign: nothing is said about it. Use /audit inside such a channel, or let Countersign view it.",
        "{n} channels hidden from Countersign: nothing is said about them. Use /audit inside such a channel, or let Countersign view it.",
      ),
    );
  if (bare > 0)
    sentences.push(
      counted(
        bare,
        "The snapshot does not show the permissions of {n} channel: nothing is said about it.",
        "The snapshot does not show the permissions of {n} channels: nothing is said about them.",
      ),
    );
  const byRole = agents.filter((agent) => agent.member === null);
  if (byRole.length > 0)
    sentences.push(
      counted(
        byRole.length,
        "{bots}: known by its own role only; what other roles give can't be seen.",
        "{bots}: known by their own role only; what other roles give can't be seen.",
        { bots: names(byRole) },
      ),
    );
  const lost = agents.filter((agent) => agent.member?.roles.some((role) => !view.roles.has(role)));
  if (lost.length > 0)
    sentences.push(
      say("{bots}: some of the roles are not in the snapshot; what they grant is unknown.", {
        bots: names(lost),
      }),
    );
  const owners = agents.filter((agent) => agent.id === snapshot.guild.ownerId);
  if (owners.length > 0)
    sentences.push(say("{bots} owns this server: nothing can limit an owner.", { bots: names(owners) }));
  for (const agent of known)
    if (agent.manifest?.identities.discord?.userId === agent.userId && !present.has(agent.userId))
      sentences.push(
        say("{id} has a manifest, but is not among the bots found here.", {
          id: { code: agent.manifest.metadata.id },
        }),
      );
  const selfServed = [...view.roles.values()].filter(
    ({ id, inPrompt, linked }) =>
      (inPrompt || linked) && view.approvals?.approvers.includes(`discord:role:${id}`),
  );
  if (selfServed.length > 0)
    sentences.push(
      counted(
        selfServed.length,
        "{roles}: whoever joins may pick this approver role, or a linked app hands it out. Who can approve can't be seen here.",
        "{roles}: whoever joins may pick these approver roles, or a linked app hands them out. Who can approve can't be seen here.",
        { roles: list(selfServed.map((role) => ({ said: role.name }))) },
      ),
    );
  if (view.listens)
    sentences.push(say("Countersign hears that messages are posted here, not what they say."));
  sentences.push(
    say(
      "Bots that were invited without any permission, apps that people carry with them, and webhooks do not show up here.",
    ),
  );
  return sentences;
}

function names(agents: DiscordView["agents"]): Value {
  return list(agents.map((agent) => ({ said: agent.subject.name })));
}
