/** Discord's refusals: the real HTTP status, code and words. */
export class DiscordRefusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: object | undefined;
  constructor(status: number, code: number, message: string, errors?: object) {
    super(message);
    this.name = "DiscordRefusal";
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

const known = {
  unauthorized: [401, 0, "401: Unauthorized"],
  notFound: [404, 0, "404: Not Found"],
  unknownApplication: [404, 10002, "Unknown Application"],
  unknownChannel: [404, 10003, "Unknown Channel"],
  unknownGuild: [404, 10004, "Unknown Guild"],
  unknownIntegration: [404, 10005, "Unknown Integration"],
  unknownMember: [404, 10007, "Unknown Member"],
  unknownMessage: [404, 10008, "Unknown Message"],
  unknownOverwrite: [404, 10009, "Unknown Overwrite"],
  unknownRole: [404, 10011, "Unknown Role"],
  unknownUser: [404, 10013, "Unknown User"],
  unknownWebhook: [404, 10015, "Unknown Webhook"],
  unknownBan: [404, 10026, "Unknown Ban"],
  unknownInteraction: [404, 10062, "Unknown interaction"],
  unknownCommand: [404, 10063, "Unknown application command"],
  botsCannotUse: [403, 20001, "Bots cannot use this endpoint"],
  maximumRoles: [400, 30005, "Maximum number of server roles reached (250)"],
  maximumCommands: [400, 30032, "Maximum number of application commands reached (100)."],
  alreadyAcknowledged: [400, 40060, "Interaction has already been acknowledged."],
  missingAccess: [403, 50001, "Missing Access"],
  cannotExecuteOnDm: [403, 50003, "Cannot execute action on a DM channel"],
  notYourMessage: [403, 50005, "Cannot edit a message authored by another user"],
  emptyMessage: [400, 50006, "Cannot send an empty message"],
  cannotMessageUser: [403, 50007, "Cannot send messages to this user"],
  cannotSendInNonText: [400, 50008, "Cannot send messages in a non-text channel"],
  missingPermissions: [403, 50013, "Missing Permissions"],
  invalidToken: [401, 50027, "Invalid Webhook Token"],
  invalidRole: [400, 50028, "Invalid Role"],
  invalidFormBody: [400, 50035, "Invalid Form Body"],
  invalidJson: [400, 50109, "The request body contains invalid JSON."],
  noMutualGuilds: [403, 50278, "Cannot send messages to this user due to having no mutual guilds"],
} as const satisfies Record<string, [number, number, string]>;

/** The refusal of that name, ready to throw. */
export function refuse(why: keyof typeof known): DiscordRefusal {
  const [status, code, message] = known[why];
  return new DiscordRefusal(status, code, message);
}

type Path = readonly (string | number)[];

/** Collects the faults of a form the way Discord reports them: nested by field, `_errors` at the leaves. */
export function formFaults(): {
  add(path: Path, code: string, message: string): void;
  /** Throws 50035 if anything was added. */
  check(): void;
} {
  const tree: Record<string, unknown> = {};
  let any = false;
  return {
    add(path, code, message) {
      any = true;
      let node = tree;
      for (const step of path) {
        node[step] ??= {};
        node = node[step] as Record<string, unknown>;
      }
      const list = (node["_errors"] ??= []) as object[];
      list.push({ code, message });
    },
    check() {
      if (any) throw new DiscordRefusal(400, 50035, "Invalid Form Body", tree);
    },
  };
}

export type FormFaults = ReturnType<typeof formFaults>;

/** One field is wrong and nothing else matters. */
export function invalidField(path: Path, code: string, message: string): DiscordRefusal {
  const faults = formFaults();
  faults.add(path, code, message);
  try {
    faults.check();
  } catch (refusal) {
    if (refusal instanceof DiscordRefusal) return refusal;
  }
  return refuse("invalidFormBody");
}
