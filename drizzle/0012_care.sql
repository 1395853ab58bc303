CREATE TABLE "duties" (
	"id" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"duty" text NOT NULL,
	"period" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"body" jsonb NOT NULL,
	"next_at" timestamp with time zone,
	"reminded" integer DEFAULT 0 NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" text,
	"done_name" text,
	"version" integer DEFAULT 1 NOT NULL,
	"shown" integer DEFAULT 0 NOT NULL,
	"posted" jsonb,
	"posting_until" timestamp with time zone,
	"failure" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unasked" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"what" text NOT NULL,
	"subject" text NOT NULL,
	"outcome" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "duties_since" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "duties_one" ON "duties" USING btree ("platform","workspace","duty","period");--> statement-breakpoint
CREATE INDEX "duties_next" ON "duties" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "unasked_platform_workspace_at_index" ON "unasked" USING btree ("platform","workspace","at");