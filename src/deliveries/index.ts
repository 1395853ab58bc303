import { attendRequest } from "./attend-request.ts";
import { callBack } from "./call-back.ts";
import { deliverCopy } from "./deliver-copy.ts";
import { deliverNotice } from "./deliver-notice.ts";
import { greet } from "./greet.ts";
import { lookAgain } from "./look-again.ts";
import { showAlert } from "./show-alert.ts";
import { showDuty } from "./show-duty.ts";
import { showFinding } from "./show-finding.ts";
import type { Delivery } from "./queue/work.ts";

export const deliveries: readonly Delivery[] = [
  deliverCopy,
  deliverNotice,
  attendRequest,
  callBack,
  lookAgain,
  greet,
  showAlert,
  showFinding,
  showDuty,
];
