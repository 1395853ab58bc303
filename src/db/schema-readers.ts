/** In which language people read us. */
import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";

/** As people's own apps said when they last did something here: for what we write to them later, unasked. */
export const readers = pgTable(
  "readers",
  {
    platform: text("platform").notNull(),
    userId: text("user_id").notNull(),
    /** BCP 47. */
    language: text("language").notNull(),
  },
  (table) => [primaryKey({ columns: [table.platform, table.userId] })],
);
