import { people } from "../world/people.ts";
import { telegramIds } from "../world/ids.ts";
import { must, type Step } from "./step.ts";

export const fixTelegram: Step = {
  title: "Olivia dismisses Helpdesk as admin, as the card says, and looks again",
  async run(tour) {
    const olivia = tour.sandbox.telegram.control.as(people.olivia.telegram);
    olivia.demote(telegramIds.team, telegramIds.helpdesk);
    olivia.removeMember(telegramIds.team, telegramIds.nightDesk);
    tour.say("She also removes Night Desk, which should answer private chats only.");
    olivia.type(telegramIds.team, "/audit@countersign_bot");
    const first = tour.memory.get("telegram report");
    const report = await tour.until(
      "a new report is posted",
      () =>
        olivia
          .sees(telegramIds.team)
          .findLast(
            (message) =>
              message.fromId === telegramIds.countersign &&
              Number(message.id) > Number(first) &&
              !message.ephemeral,
          ),
      30,
    );
    tour.onTelegram("olivia", "Lumen Team", report);
    must(
      !/is an admin/i.test(report.text.replaceAll(/Countersign[^\n]*/g, "")),
      "no agent is an admin any more",
    );
  },
};
