import { attendRequest } from "./attend-request.ts";
import { deliverCopy } from "./deliver-copy.ts";
import type { Delivery } from "./queue/work.ts";

export const deliveries: readonly Delivery[] = [deliverCopy, attendRequest];
