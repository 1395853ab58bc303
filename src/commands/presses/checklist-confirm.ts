import { confirmForm } from "../../cards/checklist-form.ts";
import { looksSecret } from "../../domain/care/secret-shaped.ts";
import { attest } from "../../use-cases/attest.ts";
import { seeChecklist } from "../../use-cases/see-checklist.ts";
import { checklist as words } from "../../words/index.ts";
import { aboutOf, mayCheck, showLine } from "../checklist-press.ts";
import type { Press } from "./press.ts";

const DAY_MS = 86_400_000;

/** Gives one's word about a check; the form asks what one looked at. */
export const checklistConfirm: Press = {
  verb: "checklist-confirm",
  form: confirmForm,
  async run(ctx, event, subject) {
    const about = aboutOf(subject);
    const workspace = subject[0] ?? "";
    if (!(await mayCheck(ctx, event, workspace))) return;
    const { lines } = await seeChecklist(ctx, { platform: event.actor.platform, workspace });
    // What the press id names is anybody's choice: a word is taken only about what is there.
    const isThere = lines.some(({ item, subject: { id } }) => item === about?.item && id === about.subject);
    if (!about || !isThere)
      return await showLine(ctx, event, { workspace, item: undefined, subject: null }, null);
    const { item } = about;
    const evidence = "fields" in event ? (event.fields["evidence"] ?? "") : "";
    const show = (said: string) =>
      showLine(ctx, event, { workspace, item: item.id, subject: about.subject }, said);
    if (looksSecret(evidence)) return await show(words.answer.secret);
    const given = await attest(ctx, {
      platform: event.actor.platform,
      workspace,
      control: item.id,
      subject: about.subject,
      evidence,
      until: ctx.now() + item.days * DAY_MS,
      actor: event.actor,
      needsSecond: item.critical,
    });
    if (!given.ok) return await show(words.answer.refused[given.why]);
    await show(given.counts ? words.answer.given : words.answer.waits);
  },
};
