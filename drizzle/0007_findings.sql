CREATE TABLE "attestations" (
	"id" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"control" text NOT NULL,
	"subject" text,
	"by" text NOT NULL,
	"name" text NOT NULL,
	"evidence" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"valid_until" timestamp with time zone NOT NULL,
	"needs_second" boolean NOT NULL,
	"second_by" text,
	"second_name" text,
	"second_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	"revoked_why" text
);
--> statement-breakpoint
CREATE TABLE "finding_cards" (
	"id" text PRIMARY KEY NOT NULL,
	"place" jsonb NOT NULL,
	"posted" jsonb,
	"posting_until" timestamp with time zone,
	"finding_id" text,
	"report" jsonb,
	"shown" text,
	"failure" text,
	"turn" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "finding_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"finding_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"what" text NOT NULL,
	"by" text,
	"name" text,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"fingerprint" text NOT NULL,
	"rule" text NOT NULL,
	"subject" jsonb NOT NULL,
	"object" jsonb,
	"channels" jsonb NOT NULL,
	"severity" text NOT NULL,
	"status" text NOT NULL,
	"first_seen" timestamp with time zone NOT NULL,
	"last_seen" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"baseline" boolean NOT NULL,
	"acceptance" jsonb,
	"accepted_until" timestamp with time zone,
	"facts" jsonb,
	"reopened" jsonb,
	"finding" jsonb,
	"assignee" jsonb,
	"tried" jsonb,
	"fixed_by" jsonb
);
--> statement-breakpoint
CREATE TABLE "report_findings" (
	"card_id" text NOT NULL,
	"finding_id" text NOT NULL,
	CONSTRAINT "report_findings_card_id_finding_id_pk" PRIMARY KEY("card_id","finding_id")
);
--> statement-breakpoint
ALTER TABLE "finding_cards" ADD CONSTRAINT "finding_cards_finding_id_findings_id_fk" FOREIGN KEY ("finding_id") REFERENCES "public"."findings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_events" ADD CONSTRAINT "finding_events_finding_id_findings_id_fk" FOREIGN KEY ("finding_id") REFERENCES "public"."findings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_findings" ADD CONSTRAINT "report_findings_card_id_finding_cards_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."finding_cards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_findings" ADD CONSTRAINT "report_findings_finding_id_findings_id_fk" FOREIGN KEY ("finding_id") REFERENCES "public"."findings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attestations_platform_workspace_control_index" ON "attestations" USING btree ("platform","workspace","control");--> statement-breakpoint
CREATE INDEX "finding_cards_finding_id_index" ON "finding_cards" USING btree ("finding_id");--> statement-breakpoint
CREATE INDEX "finding_events_finding_id_id_index" ON "finding_events" USING btree ("finding_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "findings_one" ON "findings" USING btree ("platform","workspace","fingerprint");--> statement-breakpoint
CREATE INDEX "findings_accepted" ON "findings" USING btree ("accepted_until") WHERE accepted_until is not null;--> statement-breakpoint
CREATE INDEX "report_findings_finding_id_index" ON "report_findings" USING btree ("finding_id");