CREATE TABLE "heard" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"user_id" text NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"recent" jsonb NOT NULL,
	CONSTRAINT "heard_platform_workspace_user_id_pk" PRIMARY KEY("platform","workspace","user_id")
);
--> statement-breakpoint
CREATE TABLE "listening" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"covered_from" timestamp with time zone NOT NULL,
	"covered_to" timestamp with time zone NOT NULL,
	"gaps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"channels" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "listening_platform_workspace_pk" PRIMARY KEY("platform","workspace")
);
--> statement-breakpoint
CREATE INDEX "findings_live" ON "findings" USING btree ("platform",(subject ->> 'id')) WHERE status in ('open', 'accepted');