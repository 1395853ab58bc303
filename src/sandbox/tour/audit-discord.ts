import { discordIds } from "../world/ids.ts";
import { people } from "../world/people.ts";
import { must, type Step } from "./step.ts";

export const auditDiscord: Step = {
  title: "Olivia asks what the bots on her Discord server can really do",
  async run(tour) {
    const olivia = tour.sandbox.discord.control.as(people.olivia.discord);
    tour.say("She types /audit in #staff-room.");
    const outcome = await olivia.type(discordIds.staffRoom, "/audit");
    must(outcome.acknowledged, "Countersign acknowledges /audit within Discord's 3 seconds");
    const report = await outcome.finished(30_000);
    tour.onDiscord("olivia", "#staff-room", report);
    must(/Helpdesk/.test(report.text), "the report names Helpdesk, which holds Administrator");
    const link = report.buttons.find(({ url }) => url?.includes("/oauth2/authorize"))?.url;
    must(typeof link === "string", "the report has a button to Discord's consent screen");
    tour.memory.set("helpdesk fix", link);

    const copy = await tour.until(
      "the report is in #bot-reports too, for everybody who runs the server",
      () => olivia.sees(discordIds.reports).at(-1),
    );
    must(copy.author.name === "Countersign", "Countersign posted it");
  },
};
