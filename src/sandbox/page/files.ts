/** Files of messages, served by the page itself and never as something a browser would run. */
import type { Sandbox } from "../run.ts";
import { people, type PersonName } from "../world/people.ts";

interface ServedFile {
  type: string;
  name: string;
  content: Uint8Array<ArrayBuffer>;
}

export async function discordFile(sandbox: Sandbox, path: string): Promise<ServedFile | null> {
  const answer = await fetch(new URL(path, sandbox.discord.apiUrl));
  if (!answer.ok) return null;
  return {
    type: answer.headers.get("content-type") ?? "",
    name: path.split("/").at(-1) ?? "file",
    content: new Uint8Array(await answer.arrayBuffer()),
  };
}

export function telegramFile(sandbox: Sandbox, who: PersonName, chat: string, id: string): ServedFile | null {
  const seen = sandbox.telegram.control.as(people[who].telegram).sees(chat);
  const file = seen.find((message) => message.id === id)?.file;
  return file ? { type: file.mime, name: file.name, content: Uint8Array.from(file.content) } : null;
}

/** Pictures as pictures, everything else as plain text. */
export function fileAnswer(file: ServedFile): Response {
  const picture = /^image\/(?:png|jpeg|webp)/.exec(file.type)?.[0];
  return new Response(file.content, { headers: { "content-type": picture ?? "text/plain; charset=utf-8" } });
}
