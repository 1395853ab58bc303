CREATE TABLE "agent_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"agent_id" text NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "agent_keys_sha256_unique" UNIQUE("sha256")
);
--> statement-breakpoint
CREATE TABLE "agents" (
	"id" text PRIMARY KEY NOT NULL,
	"document" jsonb NOT NULL,
	"frozen_at" timestamp with time zone,
	"frozen_reason" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "copies" (
	"id" text PRIMARY KEY NOT NULL,
	"request_id" text NOT NULL,
	"platform" text NOT NULL,
	"workspace" text,
	"channel" text NOT NULL,
	"thread" text,
	"message" text,
	"shown" integer DEFAULT -1 NOT NULL,
	"turn" integer DEFAULT 0 NOT NULL,
	"posting_until" timestamp with time zone,
	"edition" integer DEFAULT 0 NOT NULL,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"platform" text NOT NULL,
	"user_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"application_id" text,
	CONSTRAINT "identities_platform_user_id_pk" PRIMARY KEY("platform","user_id")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"prev" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text PRIMARY KEY NOT NULL,
	"agent_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" text PRIMARY KEY NOT NULL,
	"agent_id" text NOT NULL,
	"action" text NOT NULL,
	"title" text,
	"params" text NOT NULL,
	"action_hash" text NOT NULL,
	"reason" text,
	"audience" text NOT NULL,
	"origin" jsonb,
	"callback_url" text,
	"policy" text NOT NULL,
	"policy_digest" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"escalated" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"decide_by" timestamp with time zone NOT NULL,
	"use_within_ms" bigint NOT NULL,
	"decided_at" timestamp with time zone,
	"ending" jsonb,
	"claim_sha256" text NOT NULL,
	"idempotency_key" text,
	"body_sha256" text NOT NULL,
	"grant_id" text,
	"grant_state" text,
	"use_by" timestamp with time zone,
	"consumed_at" timestamp with time zone,
	CONSTRAINT "requests_grant_id_unique" UNIQUE("grant_id")
);
--> statement-breakpoint
CREATE TABLE "shelf" (
	"platform" text NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shelf_platform_key_pk" PRIMARY KEY("platform","key")
);
--> statement-breakpoint
CREATE TABLE "sightings" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"how" text NOT NULL,
	"first_seen" timestamp with time zone NOT NULL,
	"last_seen" timestamp with time zone NOT NULL,
	CONSTRAINT "sightings_platform_workspace_user_id_pk" PRIMARY KEY("platform","workspace","user_id")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "votes" (
	"request_id" text NOT NULL,
	"person" text NOT NULL,
	"platform" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"at" timestamp with time zone NOT NULL,
	"matched" jsonb NOT NULL,
	"counts" boolean NOT NULL,
	CONSTRAINT "votes_request_id_person_pk" PRIMARY KEY("request_id","person")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"platform" text NOT NULL,
	"id" text NOT NULL,
	"title" text,
	"document" jsonb,
	"joined_at" timestamp with time zone,
	"left_at" timestamp with time zone,
	CONSTRAINT "workspaces_platform_id_pk" PRIMARY KEY("platform","id")
);
--> statement-breakpoint
ALTER TABLE "agent_keys" ADD CONSTRAINT "agent_keys_agent_id_agents_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "copies" ADD CONSTRAINT "copies_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_agent_id_agents_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_agent_id_agents_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agent_keys_agent_id_index" ON "agent_keys" USING btree ("agent_id");--> statement-breakpoint
CREATE INDEX "copies_request_id_index" ON "copies" USING btree ("request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "copies_message" ON "copies" USING btree ("platform","channel","message");--> statement-breakpoint
CREATE INDEX "identities_agent_id_index" ON "identities" USING btree ("agent_id");--> statement-breakpoint
CREATE INDEX "ledger_subject_kind_index" ON "ledger" USING btree ("subject","kind");--> statement-breakpoint
CREATE INDEX "reports_agent_id_at_index" ON "reports" USING btree ("agent_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "requests_idempotency" ON "requests" USING btree ("agent_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "requests_pending" ON "requests" USING btree ("decide_by") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "requests_unused" ON "requests" USING btree ("use_by") WHERE grant_state = 'unclaimed';