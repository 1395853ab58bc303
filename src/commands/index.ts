/** Every command, in the order people see them. */
import { audit } from "./audit.ts";
import type { Command } from "./command.ts";
import { help } from "./help.ts";
import { link } from "./link.ts";

export const commands: readonly Command[] = [audit, link, help(() => [...commands])];
