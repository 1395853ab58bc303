CREATE TABLE "accounts" (
	"person" text NOT NULL,
	"platform" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	"unlinked_at" timestamp with time zone,
	CONSTRAINT "accounts_person_platform_user_id_linked_at_pk" PRIMARY KEY("person","platform","user_id","linked_at")
);
--> statement-breakpoint
CREATE TABLE "buckets" (
	"key" text PRIMARY KEY NOT NULL,
	"tokens" double precision NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "joined_keys" (
	"agent_id" text NOT NULL,
	"key" text NOT NULL,
	"request_id" text NOT NULL,
	"body_sha256" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "joined_keys_agent_id_key_pk" PRIMARY KEY("agent_id","key")
);
--> statement-breakpoint
CREATE TABLE "link_codes" (
	"platform" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"channel" text NOT NULL,
	"hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "link_codes_platform_user_id_pk" PRIMARY KEY("platform","user_id"),
	CONSTRAINT "link_codes_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "pauses" (
	"agent_id" text NOT NULL,
	"action" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "pauses_agent_id_action_pk" PRIMARY KEY("agent_id","action")
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" text PRIMARY KEY NOT NULL,
	"agent_id" text NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "sameness" text;--> statement-breakpoint
ALTER TABLE "joined_keys" ADD CONSTRAINT "joined_keys_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pauses" ADD CONSTRAINT "pauses_agent_id_agents_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_agent_id_agents_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_platform_user_id_index" ON "accounts" USING btree ("platform","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_one_person" ON "accounts" USING btree ("platform","user_id") WHERE unlinked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "requests_same" ON "requests" USING btree ("sameness") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "requests_decided" ON "requests" USING btree ("agent_id","action","decided_at");