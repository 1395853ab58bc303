import { openRoute, route } from "./route.ts";

const IDENTIFIES_A_DAY = 1000;

export const gatewayRoutes = [
  openRoute("GET", "/gateway", ({ discord }) => ({ url: discord.gatewayUrl })),
  route("GET", "/gateway/bot", ({ discord, bot }) => ({
    url: discord.gatewayUrl,
    shards: 1,
    session_start_limit: {
      total: IDENTIFIES_A_DAY,
      remaining: Math.max(0, IDENTIFIES_A_DAY - bot.identifies),
      reset_after: 86_400_000,
      max_concurrency: 1,
    },
  })),
];
