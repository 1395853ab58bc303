/** What `tsc` leaves behind: the sandbox's page and its manifests belong into `dist` too. */
import { cpSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
for (const path of [
  "sandbox/page/static",
  "sandbox/world/manifests.yaml",
  "sandbox/world/every-rule/manifests.yaml",
])
  cpSync(join(root, "src", path), join(root, "dist", path), { recursive: true });
