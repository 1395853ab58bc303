CREATE TABLE "audits" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"sha256" text NOT NULL,
	"snapshot" text NOT NULL,
	"summary" jsonb NOT NULL,
	"tracked" jsonb NOT NULL,
	"drift" jsonb
);
--> statement-breakpoint
CREATE INDEX "audits_platform_workspace_taken_at_index" ON "audits" USING btree ("platform","workspace","taken_at");