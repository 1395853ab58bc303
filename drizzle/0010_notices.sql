CREATE TABLE "notice_copies" (
	"id" text PRIMARY KEY NOT NULL,
	"about" text NOT NULL,
	"posted" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_endings" (
	"about" text PRIMARY KEY NOT NULL,
	"card" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "declared_since" (
	"agent_id" text NOT NULL,
	"platform" text NOT NULL,
	"permission" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "declared_since_agent_id_platform_permission_pk" PRIMARY KEY("agent_id","platform","permission")
);
--> statement-breakpoint
CREATE INDEX "notice_copies_about_index" ON "notice_copies" USING btree ("about");