/** Which edition of something many rows make up is current: set by triggers (drizzle/*_one-statement.sql) when these change. */
import { pgTable, text } from "drizzle-orm/pg-core";

export const revisions = pgTable("revisions", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
});
