/** The benchmarks `npm run bench` runs, in order. */
import { approvals } from "./approvals.ts";
import { audit } from "./audit.ts";
import { interactions } from "./interactions.ts";
import { load } from "./load.ts";
import type { Bench } from "./measure.ts";
import { resolver } from "./resolver.ts";

export const benches: Record<string, Bench> = { resolver, audit, approvals, interactions, load };
