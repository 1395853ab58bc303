import { people } from "../world/people.ts";
import { telegramIds } from "../world/ids.ts";
import { must, type Step } from "./step.ts";

export const auditTelegram: Step = {
  title: "The same question in the Telegram group",
  async run(tour) {
    const { control } = tour.sandbox.telegram;
    tour.say("Oskar, a customer, tries first.");
    control.as(people.oskar.telegram).type(telegramIds.team, "/audit@countersign_bot");
    const no = await tour.until("Oskar gets one polite, private sentence", () =>
      control
        .as(people.oskar.telegram)
        .sees(telegramIds.team)
        .find((message) => message.ephemeral),
    );
    tour.onTelegram("oskar", "Lumen Team", no);
    must(
      !control
        .as(people.mo.telegram)
        .sees(telegramIds.team)
        .some((message) => message.ephemeral),
      "nobody else sees that answer",
    );

    tour.say("Olivia owns the group. She types /audit.");
    const olivia = control.as(people.olivia.telegram);
    olivia.type(telegramIds.team, "/audit@countersign_bot");
    const report = await tour.until(
      "the report is posted in the group",
      () =>
        olivia
          .sees(telegramIds.team)
          .findLast((message) => message.fromId === telegramIds.countersign && /Helpdesk/.test(message.text)),
      30,
    );
    tour.onTelegram("olivia", "Lumen Team", report);
    must(
      /Night Desk/.test(report.text),
      "it speaks of Night Desk, a private-chat bot that sits in the group",
    );
    tour.memory.set("telegram report", report.id);
  },
};
