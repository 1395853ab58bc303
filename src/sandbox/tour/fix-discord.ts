import { discordIds } from "../world/ids.ts";
import { people } from "../world/people.ts";
import { must, type Step } from "./step.ts";

export const fixDiscord: Step = {
  title: "One click on Discord's own screen, and a second look",
  async run(tour) {
    const olivia = tour.sandbox.discord.control.as(people.olivia.discord);
    const link = tour.memory.get("helpdesk fix") ?? "";
    tour.say(`Olivia presses the button. Discord asks her to confirm: ${link}`);
    olivia.authorize(link);
    tour.say("Countersign held no power to change anything: she did it. Now she types /audit again.");
    const outcome = await olivia.type(discordIds.staffRoom, `/audit agent:${discordIds.helpdesk}`);
    const report = await outcome.finished(30_000);
    tour.onDiscord("olivia", "#staff-room", report);
    must(!/administrator/i.test(report.text), "Helpdesk no longer holds Administrator");
  },
};
