CREATE TABLE "actions" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"entry_id" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text,
	"agent_id" text,
	"type" text NOT NULL,
	"target" jsonb NOT NULL,
	"place" jsonb NOT NULL,
	"changes" jsonb NOT NULL,
	"reason" text,
	"at" timestamp with time zone NOT NULL,
	"verdict" text,
	"request_id" text,
	"alert_id" text,
	CONSTRAINT "actions_platform_workspace_entry_id_pk" PRIMARY KEY("platform","workspace","entry_id"),
	CONSTRAINT "actions_request_id_unique" UNIQUE("request_id")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"subject" text NOT NULL,
	"body" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"shown" integer DEFAULT 0 NOT NULL,
	"posted" jsonb,
	"posting_until" timestamp with time zone,
	"failure" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "looks" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"due_at" timestamp with time zone,
	"last_entry" text DEFAULT '0' NOT NULL,
	"covered_from" timestamp with time zone,
	"covered_to" timestamp with time zone,
	CONSTRAINT "looks_platform_workspace_pk" PRIMARY KEY("platform","workspace")
);
--> statement-breakpoint
CREATE INDEX "actions_platform_workspace_at_index" ON "actions" USING btree ("platform","workspace","at");--> statement-breakpoint
CREATE INDEX "actions_alert_id_index" ON "actions" USING btree ("alert_id");--> statement-breakpoint
CREATE INDEX "alerts_platform_workspace_created_at_index" ON "alerts" USING btree ("platform","workspace","created_at");--> statement-breakpoint
CREATE INDEX "looks_due" ON "looks" USING btree ("due_at") WHERE due_at is not null;