CREATE TABLE "revisions" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE FUNCTION "append_ledger"(drafts json) RETURNS void LANGUAGE plpgsql AS $$
-- Every statement in here sees what was committed when it began: the end of the chain is read after the lock was granted.
DECLARE
	draft json;
	number bigint;
	last text;
	before text;
BEGIN
	PERFORM pg_advisory_xact_lock(7203118646);
	SELECT "seq", "hash" INTO number, last FROM "ledger" ORDER BY "seq" DESC LIMIT 1;
	number := coalesce(number, 0);
	last := coalesce(last, 'sha256:genesis');
	FOR draft IN SELECT value FROM json_array_elements(drafts) LOOP
		before := last;
		number := number + 1;
		-- sha256(countersign/ledger/v1, a zero byte, the entry), base64url without padding, as domain/ledger.ts has it.
		last := 'sha256:' || rtrim(translate(encode(sha256('\x636f756e7465727369676e2f6c65646765722f763100'::bytea || convert_to(
			(draft->>'left') || before || '","seq":' || number || (draft->>'right'), 'UTF8')), 'base64'), '+/', '-_'), '=');
		INSERT INTO "ledger" ("seq", "at", "kind", "subject", "body", "prev", "hash")
			VALUES (number, (draft->>'at')::timestamptz, draft->>'kind', draft->>'subject', draft->>'body', before, last);
	END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION "documents_held"(expected text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock_shared(7203118648);
	RETURN coalesce((SELECT "value" FROM "revisions" WHERE "name" = 'documents'), '') = expected;
END $$;
--> statement-breakpoint
CREATE FUNCTION "human_behind"(on_platform text, account text, since timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
	WITH RECURSIVE mine(platform, user_id) AS (
		SELECT on_platform, account
		UNION
		SELECT other."platform", other."user_id" FROM mine
			JOIN "accounts" own ON own."platform" = mine.platform AND own."user_id" = mine.user_id
				AND (own."unlinked_at" IS NULL OR own."unlinked_at" >= since)
			JOIN "accounts" other ON other."person" = own."person"
				AND (other."unlinked_at" IS NULL OR other."unlinked_at" >= since)
	)
	SELECT json_build_object(
		'person', coalesce((SELECT "person" FROM "accounts" WHERE "platform" = on_platform AND "user_id" = account
			AND "unlinked_at" IS NULL), on_platform || ':' || account),
		'accounts', (SELECT json_agg(platform || ':' || user_id ORDER BY platform, user_id) FROM mine))::text
$$;
--> statement-breakpoint
CREATE FUNCTION "human_held"(on_platform text, account text, since timestamptz, expected text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock_shared(7203118649);
	RETURN "human_behind"(on_platform, account, since)::jsonb = expected::jsonb;
END $$;
--> statement-breakpoint
CREATE FUNCTION "touch_documents"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "revisions" ("name", "value") VALUES ('documents', gen_random_uuid()::text)
		ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value";
	RETURN NULL;
END $$;
--> statement-breakpoint
-- Deferred to the commit: then whoever holds this row waits for nobody else any more.
CREATE CONSTRAINT TRIGGER "agents_changed" AFTER INSERT OR UPDATE OR DELETE ON "agents"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "touch_documents"();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "workspaces_made" AFTER INSERT ON "workspaces"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."document" IS NOT NULL) EXECUTE FUNCTION "touch_documents"();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "workspaces_changed" AFTER UPDATE ON "workspaces"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN (OLD."document" IS DISTINCT FROM NEW."document" OR OLD."left_at" IS DISTINCT FROM NEW."left_at")
	EXECUTE FUNCTION "touch_documents"();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "workspaces_gone" AFTER DELETE ON "workspaces"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD."document" IS NOT NULL) EXECUTE FUNCTION "touch_documents"();
