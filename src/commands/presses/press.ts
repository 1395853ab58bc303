import type { Card, Form, FormEvent, PressEvent } from "../../platforms/platform.ts";
import type { Context } from "../../use-cases/context.ts";

/**
 * What a button does. `verb` is the part of the press id before the first colon, `subject` the parts behind it.
 * With a `form`, the press opens it and `run` gets the filled-in form.
 */
export interface Press {
  verb: string;
  form?: Form;
  run(ctx: Context, event: PressEvent | FormEvent, subject: string[]): Promise<void>;
}

/** Nothing came of what a person did but these words: they have to reach that person. */
export class Undone extends Error {
  readonly card: Card;
  constructor(card: Card) {
    super(card.title);
    this.name = "Undone";
    this.card = card;
  }
}
