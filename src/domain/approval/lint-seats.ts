/** Whether so many people as the groups want can be dealt to them at all, nobody to two: what counting alone doesn't show. */

export interface Seats {
  name: string;
  /** Who can take a seat here; null where it may be anybody's number: a role, or the admins of a chat. */
  people: ReadonlySet<string> | null;
  need: number;
}

/** The groups that get fewer people than they need, however people are dealt; empty when all can be filled. */
export function unfilled(groups: readonly Seats[]): string[] {
  const seats = groups.flatMap((group) =>
    group.people === null
      ? []
      : Array.from({ length: group.need }, () => ({ ...group, people: group.people! })),
  );
  const seatOf = new Map<string, number>();
  const fill = (index: number, tried: Set<string>): boolean =>
    [...seats[index]!.people].some((person) => {
      if (tried.has(person)) return false;
      tried.add(person);
      const taken = seatOf.get(person);
      if (taken !== undefined && !fill(taken, tried)) return false;
      seatOf.set(person, index);
      return true;
    });
  const empty = seats.filter((_, index) => !fill(index, new Set()));
  return [...new Set(empty.map(({ name }) => name))];
}
