CREATE TABLE "setup_questions" (
	"id" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"settings" jsonb NOT NULL,
	"wider" jsonb NOT NULL,
	"names" jsonb NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"outcome" text
);
--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "greeted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "purposes" jsonb;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "setup" jsonb;--> statement-breakpoint
CREATE INDEX "setup_questions_platform_workspace_index" ON "setup_questions" USING btree ("platform","workspace");