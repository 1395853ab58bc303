CREATE TABLE "usage" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"user_id" text NOT NULL,
	"permission" text NOT NULL,
	"channel" text NOT NULL,
	"last_used" timestamp with time zone NOT NULL,
	"uses" bigint NOT NULL,
	"entry_id" text NOT NULL,
	CONSTRAINT "usage_platform_workspace_user_id_permission_channel_pk" PRIMARY KEY("platform","workspace","user_id","permission","channel")
);
--> statement-breakpoint
ALTER TABLE "looks" ADD COLUMN "gaps" jsonb DEFAULT '[]'::jsonb NOT NULL;