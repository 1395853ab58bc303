CREATE TABLE "checkpoints" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"signed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "remembered" (
	"id" text PRIMARY KEY NOT NULL,
	"request_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"action_hash" text NOT NULL,
	"audience" text NOT NULL,
	"policy_digest" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"uses_left" integer NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "votes" ADD COLUMN "factor" text DEFAULT 'click' NOT NULL;--> statement-breakpoint
ALTER TABLE "votes" ADD COLUMN "remember" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "remembered" ADD CONSTRAINT "remembered_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "remembered_agent_id_action_hash_index" ON "remembered" USING btree ("agent_id","action_hash");