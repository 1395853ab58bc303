import { readMetrics } from "../../use-cases/read-metrics.ts";
import { route } from "../route.ts";

export const metrics = route({
  method: "get",
  path: "/metrics",
  summary: "Counters for Prometheus",
  access: "open",
  answers: { 200: { description: "Prometheus text format.", type: "text/plain" } },
  refusals: [],
  handle: async ({ ctx }) => ({
    status: 200,
    text: (await readMetrics(ctx, process.memoryUsage())).map(family).join(""),
    type: "text/plain; version=0.0.4; charset=utf-8",
  }),
});

function family({ name, help, type, samples }: Awaited<ReturnType<typeof readMetrics>>[number]): string {
  const lines = samples.map(({ labels, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escape(text)}"`);
    return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}`;
  });
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
}

function escape(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
