CREATE TABLE "readers" (
	"platform" text NOT NULL,
	"user_id" text NOT NULL,
	"language" text NOT NULL,
	CONSTRAINT "readers_platform_user_id_pk" PRIMARY KEY("platform","user_id")
);
--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "language" text;