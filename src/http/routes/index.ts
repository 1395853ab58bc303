/** Every call of the interface, in the order of the documentation. */
import type { Route } from "../route.ts";
import { cancelRequestRoute } from "./cancel-request.ts";
import { claimGrantRoute } from "./claim-grant.ts";
import { consumeGrantRoute } from "./consume-grant.ts";
import { createRequest } from "./create-request.ts";
import { healthz } from "./healthz.ts";
import { jwks } from "./jwks.ts";
import { listActionsRoute } from "./list-actions.ts";
import { mcp } from "./mcp.ts";
import { metrics } from "./metrics.ts";
import { readMe } from "./read-me.ts";
import { readRequestRoute } from "./read-request.ts";
import { readyz } from "./readyz.ts";
import { storeReportRoute } from "./store-report.ts";

export const routes: readonly Route<unknown>[] = [
  createRequest,
  readRequestRoute,
  cancelRequestRoute,
  claimGrantRoute,
  consumeGrantRoute,
  listActionsRoute,
  readMe,
  storeReportRoute,
  mcp,
  jwks,
  healthz,
  readyz,
  metrics,
];
