CREATE TABLE "pending_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"agent_id" text NOT NULL,
	"document" jsonb NOT NULL,
	"base" text NOT NULL,
	"lines" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"outcome" text
);
--> statement-breakpoint
CREATE INDEX "pending_changes_agent_id_index" ON "pending_changes" USING btree ("agent_id");