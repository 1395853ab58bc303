/**
 * A second account of a request's life, written from the rules and not from the code: it keeps nothing but what happened, and
 * works everything out anew at every step. Slow and plain on purpose.
 */
import type { RequestEvent, RequestState } from "../../../src/domain/approval/request.ts";

export type Rules = Pick<
  RequestState["policy"],
  "quorum" | "veto" | "groups" | "excluded" | "requireReason" | "remember" | "escalate"
>;
export interface Request {
  rules: Rules;
  requestedBy: string | null;
  createdAt: number;
  decideBy: number;
  useWithin: number;
}

interface Cast {
  person: string;
  account: string;
  approve: boolean;
  as: readonly string[];
  remembered: boolean;
}
/** Everything that was accepted, in order. */
type Happened =
  | {
      what: "voted";
      cast: Cast;
      unseated: readonly string[];
      decides: "approved" | "denied" | null;
      at: number;
    }
  | { what: "recalled"; casts: Cast[]; at: number }
  | { what: "ended"; as: "expired" | "cancelled" | "invalidated"; at: number }
  | { what: "asked more" }
  | { what: "used" }
  | { what: "voided" };

/** What both accounts have to agree on. */
export interface View {
  status: RequestState["status"];
  version: number;
  decidedAt: number | null;
  asked: number;
  grant: null | "unclaimed" | "consumed" | "lapsed";
  useBy: number | null;
  /** One text a vote, in order. */
  votes: string[];
}

export class Reference {
  readonly #request: Request;
  readonly #log: Happened[] = [];

  constructor(request: Request) {
    this.#request = request;
  }

  view(): View {
    const status = this.#status();
    const useBy = this.#useBy();
    return {
      status,
      version: 1 + this.#log.length,
      decidedAt: this.#end()?.at ?? null,
      asked: this.#log.filter(({ what }) => what === "asked more").length,
      grant: useBy === null ? null : this.#grant(),
      useBy,
      votes: this.#casts().map(
        ({ cast, counts }) =>
          `${cast.person} ${cast.account} ${cast.approve ? "yes" : "no"}${counts ? "" : " (void)"}${cast.remembered ? " (again)" : ""}`,
      ),
    };
  }

  /** Null when it is accepted; else the code of the refusal. */
  take(event: RequestEvent): string | null {
    const pending = this.#status() === "pending";
    const { decideBy, createdAt, rules } = this.#request;
    switch (event.type) {
      case "consume":
      case "lapse":
      case "revoke":
        return this.#use(event);
      case "vote":
        return pending ? this.#vote(event) : "already_final";
      case "recall":
        return pending ? this.#recall(event) : "already_final";
      case "expire":
        if (!pending) return "already_final";
        return event.at < decideBy ? "not_due" : this.#note({ what: "ended", as: "expired", at: event.at });
      case "cancel":
        return pending ? this.#note({ what: "ended", as: "cancelled", at: event.at }) : "already_final";
      case "invalidate":
        return pending ? this.#note({ what: "ended", as: "invalidated", at: event.at }) : "already_final";
      case "escalate": {
        if (!pending) return "already_final";
        const next = rules.escalate[this.view().asked];
        if (!next || (event.early !== true && event.at < createdAt + next.afterMs)) return "not_due";
        return event.at >= decideBy ? "too_late" : this.#note({ what: "asked more" });
      }
    }
  }

  #vote(event: RequestEvent & { type: "vote" }): string | null {
    const { voter, verdict, at, reason } = event;
    const { rules, requestedBy, decideBy } = this.#request;
    const mine = (account: string) => voter.accounts.includes(account);
    if (at >= decideBy) return "too_late";
    if (voter.anonymous) return "anonymous";
    if (voter.bot) return "bot";
    if (requestedBy !== null && mine(requestedBy)) return "requester";
    if (rules.excluded.some(mine)) return "excluded";
    if (voter.matched.length === 0) return "not_approver";
    const casts = this.#casts();
    if (casts.some(({ cast }) => cast.person === voter.person || mine(cast.account))) return "already_voted";
    const asksWhy = { always: true, deny: verdict === "deny", never: false }[rules.requireReason];
    if (asksWhy && (reason ?? "").trim() === "") return "reason_required";

    const cast: Cast = {
      person: voter.person,
      account: `${voter.platform}:${voter.userId}`,
      approve: verdict === "approve",
      as: voter.matched,
      remembered: false,
    };
    const standing = casts.filter(
      (earlier) => earlier.counts && !(earlier.cast.approve && event.lost.includes(earlier.cast.person)),
    );
    const now = [...standing.map((earlier) => earlier.cast), cast];
    const against = now.filter(({ approve }) => !approve);
    const decides = against.length >= rules.veto ? "denied" : this.#suffices(now) ? "approved" : null;
    const earlierYes = casts.filter((earlier) => earlier.counts && earlier.cast.approve);
    if (decides === "approved" && !earlierYes.every((earlier) => event.checked.includes(earlier.cast.person)))
      return "unchecked";
    return this.#note({ what: "voted", cast, unseated: event.lost, decides, at });
  }

  #recall(event: RequestEvent & { type: "recall" }): string | null {
    const { rules, requestedBy, decideBy } = this.#request;
    if (event.at >= decideBy) return "too_late";
    if (rules.remember === null || this.#casts().length > 0) return "not_approved";
    if (requestedBy !== null && event.accounts.includes(requestedBy)) return "requester";
    if (event.ballots.some(({ verdict, matched }) => verdict !== "approve" || matched.length === 0))
      return "not_approver";
    const casts = event.ballots.map(({ person, platform, userId, matched }) => ({
      person,
      account: `${platform}:${userId}`,
      approve: true,
      as: matched,
      remembered: true,
    }));
    const counting = casts.filter((_, index) => event.ballots[index]?.counts);
    return this.#suffices(counting) ? this.#note({ what: "recalled", casts, at: event.at }) : "not_approved";
  }

  #use(event: RequestEvent & { type: "consume" | "lapse" | "revoke" }): string | null {
    const useBy = this.#useBy();
    if (useBy === null) return "not_approved";
    const grant = this.#grant();
    if (grant === "consumed") return "grant_consumed";
    if (grant === "lapsed") return "grant_expired";
    const over = event.at >= useBy;
    if (event.type === "lapse") return over ? this.#note({ what: "voided" }) : "not_due";
    if (over) return "grant_expired";
    return this.#note({ what: event.type === "consume" ? "used" : "voided" });
  }

  /** Enough people, and every seat of every group taken by somebody else: all ways of seating are tried. */
  #suffices(casts: Cast[]): boolean {
    const { quorum, groups } = this.#request.rules;
    const yes = casts.filter(({ approve }) => approve);
    const seats = groups.flatMap(({ need, approvers }) => Array.from({ length: need }, () => approvers));
    const seated = (left: Cast[], [seat, ...more]: string[][]): boolean =>
      seat === undefined ||
      left.some(
        (cast) =>
          cast.as.some((reference) => seat.includes(reference)) &&
          seated(
            left.filter((other) => other !== cast),
            more,
          ),
      );
    return yes.length >= Math.max(quorum, seats.length) && seated(yes, seats);
  }

  #casts(): { cast: Cast; counts: boolean }[] {
    const all: { cast: Cast; counts: boolean }[] = [];
    for (const entry of this.#log) {
      if (entry.what === "recalled") all.push(...entry.casts.map((cast) => ({ cast, counts: true })));
      if (entry.what !== "voted") continue;
      for (const earlier of all)
        if (earlier.cast.approve && entry.unseated.includes(earlier.cast.person)) earlier.counts = false;
      all.push({ cast: entry.cast, counts: true });
    }
    return all;
  }

  #end(): { status: RequestState["status"]; at: number } | null {
    for (const entry of this.#log) {
      if (entry.what === "voted" && entry.decides) return { status: entry.decides, at: entry.at };
      if (entry.what === "recalled") return { status: "approved", at: entry.at };
      if (entry.what === "ended") return { status: entry.as, at: entry.at };
    }
    return null;
  }

  #status(): RequestState["status"] {
    return this.#end()?.status ?? "pending";
  }

  #useBy(): number | null {
    const end = this.#end();
    return end?.status === "approved" ? end.at + this.#request.useWithin : null;
  }

  #grant(): "unclaimed" | "consumed" | "lapsed" {
    if (this.#log.some(({ what }) => what === "used")) return "consumed";
    return this.#log.some(({ what }) => what === "voided") ? "lapsed" : "unclaimed";
  }

  #note(entry: Happened): null {
    this.#log.push(entry);
    return null;
  }
}
