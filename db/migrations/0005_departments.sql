CREATE TABLE "breakers" (
	"connector" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"failures" integer NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"probe_at" timestamp (3) with time zone,
	"cause" text
);
--> statement-breakpoint
CREATE TABLE "connector_credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"slot" text NOT NULL,
	"sealed" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connector_drafts" (
	"connector" text PRIMARY KEY NOT NULL,
	"department" text NOT NULL,
	"draft" jsonb NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grant_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"grant_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"what" text NOT NULL,
	"note" text,
	"changes" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connector_tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"version" integer NOT NULL,
	"department" text NOT NULL,
	"kind" text NOT NULL,
	"input" jsonb NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"report" jsonb
);
--> statement-breakpoint
CREATE TABLE "connector_versions" (
	"connector" text NOT NULL,
	"version" integer NOT NULL,
	"department" text NOT NULL,
	"document" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"tested_at" timestamp (3) with time zone,
	"conforming_at" timestamp (3) with time zone,
	"signed_by" text,
	"live_at" timestamp (3) with time zone,
	"sunset_at" timestamp (3) with time zone,
	CONSTRAINT "connector_versions_connector_version_pk" PRIMARY KEY("connector","version"),
	CONSTRAINT "connector_versions_ladder" CHECK ((state = 'draft' or tested_at is not null)
        and (state in ('draft', 'tested') or conforming_at is not null)
        and (state not in ('live', 'deprecated', 'retired')
          or (live_at is not null and (signed_by is not null or created_by not like 'staf\_%')))
        and (state <> 'deprecated' or sunset_at is not null)
        and signed_by is distinct from created_by)
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"id" text PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"use" text NOT NULL,
	"key" jsonb NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"is_current" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "switches" (
	"id" text PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"department" text NOT NULL,
	"evidence" text,
	"field" text,
	"service" text,
	"officer" text,
	"reason" text NOT NULL,
	"origin" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"lifted_by" text,
	"lifted_at" timestamp (3) with time zone,
	"lift_reason" text
);
--> statement-breakpoint
CREATE TABLE "anomalies" (
	"id" text PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"department" text NOT NULL,
	"kind" text NOT NULL,
	"officer" text,
	"service" text,
	"subject_key" text,
	"count" integer NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"to" timestamp (3) with time zone NOT NULL,
	"switch_id" text,
	"found_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"settled_by" text,
	"settled_at" timestamp (3) with time zone,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "department_events" (
	"id" text PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"department" text NOT NULL,
	"type" text NOT NULL,
	"evidence" text NOT NULL,
	"subject" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"cases" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk_questions" (
	"id" text PRIMARY KEY NOT NULL,
	"call" text NOT NULL,
	"connector" text NOT NULL,
	"department" text NOT NULL,
	"evidence" text NOT NULL,
	"case_number" text NOT NULL,
	"purpose" text NOT NULL,
	"legal_basis" text NOT NULL,
	"fields" jsonb NOT NULL,
	"two_persons" boolean NOT NULL,
	"key_id" text NOT NULL,
	"question" "bytea" NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"answer" "bytea",
	"answered_by" text,
	"answered_at" timestamp (3) with time zone,
	"confirmed_by" text,
	"confirmed_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "exchanges" (
	"id" text PRIMARY KEY NOT NULL,
	"step" text NOT NULL,
	"attempt" integer NOT NULL,
	"call" text NOT NULL,
	"case_id" text NOT NULL,
	"case_number" text NOT NULL,
	"connector" text NOT NULL,
	"department" text NOT NULL,
	"grant_id" text NOT NULL,
	"service" text NOT NULL,
	"requirement" text NOT NULL,
	"evidence" text NOT NULL,
	"fields" jsonb NOT NULL,
	"purpose" text NOT NULL,
	"legal_basis" text NOT NULL,
	"actor" text NOT NULL,
	"officer" text,
	"subject_key" text NOT NULL,
	"reused_from" text,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"answer" text,
	"cause" text,
	"ms" integer,
	"proof" jsonb,
	"bodies" "bytea",
	"sent_leaf" text NOT NULL,
	"answer_leaf" text,
	"aged" jsonb,
	"overturned" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "late_answers" (
	"step" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"connector" text NOT NULL,
	"department" text NOT NULL,
	"kind" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" text PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"department" text NOT NULL,
	"evidence" text NOT NULL,
	"field" text,
	"case_id" text NOT NULL,
	"step" text NOT NULL,
	"raised_by" text NOT NULL,
	"key_id" text NOT NULL,
	"statement" "bytea" NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"due" text,
	"state" text NOT NULL,
	"settled_by" text,
	"settled_at" timestamp (3) with time zone,
	"answer" "bytea",
	"reopened_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "feed_faults" (
	"snapshot" text NOT NULL,
	"row" integer NOT NULL,
	"column" text NOT NULL,
	"problem" text NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "feed_faults_snapshot_row_column_pk" PRIMARY KEY("snapshot","row","column")
);
--> statement-breakpoint
CREATE TABLE "feed_rows" (
	"snapshot" text NOT NULL,
	"row" integer NOT NULL,
	"id_key" text,
	"name_key" text,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "feed_rows_snapshot_row_pk" PRIMARY KEY("snapshot","row")
);
--> statement-breakpoint
CREATE TABLE "feed_snapshots" (
	"id" text PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"department" text NOT NULL,
	"source" text NOT NULL,
	"file_name" text NOT NULL,
	"digest" text NOT NULL,
	"state" text NOT NULL,
	"problem" text,
	"rows" integer NOT NULL,
	"bad_rows" integer NOT NULL,
	"key_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"serving_from" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"position" bigint PRIMARY KEY NOT NULL,
	"leaf" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_entries_leaf_unique" UNIQUE("leaf")
);
--> statement-breakpoint
CREATE TABLE "ledger_heads" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL,
	"sealed_below" "xid8" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_nodes" (
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_nodes_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
DROP INDEX "steps_due";--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "priority" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "question_key" text;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "officer" text;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "valid_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "department" text;--> statement-breakpoint
ALTER TABLE "connectors" ADD COLUMN "department_id" text;--> statement-breakpoint
UPDATE connectors SET department_id = CASE WHEN id LIKE 'social-security-%' THEN 'social-security' ELSE id END;--> statement-breakpoint
INSERT INTO departments (id, name) SELECT DISTINCT ON (department_id) department_id, department FROM connectors ORDER BY department_id, id;--> statement-breakpoint
ALTER TABLE "connectors" ALTER COLUMN "department_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "connectors" ADD COLUMN "width" integer DEFAULT 16 NOT NULL;--> statement-breakpoint
ALTER TABLE "connectors" ADD COLUMN "reserve" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connectors" ADD COLUMN "reserve_until" integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE "connectors" ADD COLUMN "live_version" integer;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "share" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "priority" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "reuse_hours" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "state" text DEFAULT 'active' NOT NULL;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "risk_note" text;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "requested_by" text;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "decided_by" text;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "decided_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "decision_note" text;--> statement-breakpoint
ALTER TABLE "grants" DROP CONSTRAINT "grants_asked";--> statement-breakpoint
CREATE UNIQUE INDEX "grants_asked" ON "grants" USING btree ("service","requirement","evidence","connector","valid_from") WHERE state <> 'refused';--> statement-breakpoint
CREATE INDEX "grant_changes_grant" ON "grant_changes" USING btree ("grant_id","id");--> statement-breakpoint
ALTER TABLE "ledger_leaves" ADD COLUMN "xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
ALTER TABLE "exchanges" ADD CONSTRAINT "exchanges_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_answers" ADD CONSTRAINT "late_answers_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connector_credentials_slot" ON "connector_credentials" USING btree ("connector","slot","set_at");--> statement-breakpoint
CREATE INDEX "connector_tasks_version" ON "connector_tasks" USING btree ("connector","version","requested_at");--> statement-breakpoint
CREATE INDEX "connector_versions_state" ON "connector_versions" USING btree ("state");--> statement-breakpoint
CREATE INDEX "switches_connector" ON "switches" USING btree ("connector","lifted_at");--> statement-breakpoint
CREATE INDEX "anomalies_department" ON "anomalies" USING btree ("department","state");--> statement-breakpoint
CREATE INDEX "department_events_connector" ON "department_events" USING btree ("connector","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "desk_questions_call" ON "desk_questions" USING btree ("call");--> statement-breakpoint
CREATE INDEX "desk_questions_department" ON "desk_questions" USING btree ("department","state","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "exchanges_attempt" ON "exchanges" USING btree ("step","attempt");--> statement-breakpoint
CREATE INDEX "exchanges_connector" ON "exchanges" USING btree ("connector","sent_at");--> statement-breakpoint
CREATE INDEX "exchanges_subject" ON "exchanges" USING btree ("subject_key","sent_at");--> statement-breakpoint
CREATE INDEX "exchanges_officer" ON "exchanges" USING btree ("officer","sent_at");--> statement-breakpoint
CREATE INDEX "exchanges_case" ON "exchanges" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "exchanges_call" ON "exchanges" USING btree ("call");--> statement-breakpoint
CREATE INDEX "late_answers_connector" ON "late_answers" USING btree ("connector","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_open" ON "tickets" USING btree ("step") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "anomalies_open" ON "anomalies" USING btree ("connector","kind",coalesce("officer", ''),coalesce("service", ''),coalesce("subject_key", '')) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "tickets_department" ON "tickets" USING btree ("department","state");--> statement-breakpoint
CREATE INDEX "tickets_case" ON "tickets" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "feed_rows_id" ON "feed_rows" USING btree ("snapshot","id_key");--> statement-breakpoint
CREATE INDEX "feed_rows_name" ON "feed_rows" USING btree ("snapshot","name_key");--> statement-breakpoint
CREATE INDEX "feed_snapshots_source" ON "feed_snapshots" USING btree ("connector","source","state");--> statement-breakpoint
CREATE INDEX "steps_question" ON "steps" USING btree ("question_key","created_at") WHERE question_key is not null and leader is null;--> statement-breakpoint
CREATE INDEX "ledger_leaves_xid" ON "ledger_leaves" USING btree ("xid","id");--> statement-breakpoint
CREATE INDEX "steps_due" ON "steps" USING btree ("connector","priority","due_at","id") WHERE status = 'open' and leader is null;--> statement-breakpoint
-- What was switched off stays off: ids are UUIDs in the shape of version 7.
INSERT INTO switches (id, connector, department, reason, origin, set_by, set_at)
  SELECT 'swch_' || overlay(gen_random_uuid()::text placing '7' from 15), id, department_id, '部门已停用', 'person', 'system', now()
  FROM connectors WHERE suspended;--> statement-breakpoint
INSERT INTO switches (id, connector, department, evidence, service, reason, origin, set_by, set_at)
  SELECT 'swch_' || overlay(gen_random_uuid()::text placing '7' from 15), g.connector, c.department_id, g.evidence, g.service, '部门已停用', 'person', 'system', now()
  FROM grants g JOIN connectors c ON c.id = g.connector WHERE g.suspended;--> statement-breakpoint
ALTER TABLE "connectors" DROP COLUMN "suspended";--> statement-breakpoint
ALTER TABLE "grants" DROP COLUMN "suspended";