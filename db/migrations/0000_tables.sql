CREATE TABLE "applications" (
	"id" text PRIMARY KEY NOT NULL,
	"service" text NOT NULL,
	"filed_by" text NOT NULL,
	"area" text collate "C" NOT NULL,
	"key_id" text NOT NULL,
	"status" text NOT NULL,
	"answers" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"filed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "parties" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"role" text NOT NULL,
	"resident_id" text,
	"person" "bytea" NOT NULL,
	"id_index" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "party_access" (
	"application_id" text NOT NULL,
	"resident_id" text NOT NULL,
	CONSTRAINT "party_access_resident_id_application_id_pk" PRIMARY KEY("resident_id","application_id")
);
--> statement-breakpoint
CREATE TABLE "case_events" (
	"case_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"data" jsonb NOT NULL,
	"sealed" "bytea",
	CONSTRAINT "case_events_case_id_seq_pk" PRIMARY KEY("case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"number" text NOT NULL,
	"service" text NOT NULL,
	"service_version" integer NOT NULL,
	"area" text collate "C" NOT NULL,
	"status" text NOT NULL,
	"due" jsonb NOT NULL,
	"seq" integer NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "granted_benefits" (
	"benefit" text NOT NULL,
	"deceased_index" text NOT NULL,
	"period" text NOT NULL,
	"case_id" text NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "granted_benefits_benefit_deceased_index_period_pk" PRIMARY KEY("benefit","deceased_index","period")
);
--> statement-breakpoint
CREATE TABLE "payment_orders" (
	"case_id" text PRIMARY KEY NOT NULL,
	"order" "bytea" NOT NULL,
	"pay_by" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "steps" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"wave" integer NOT NULL,
	"requirement" text NOT NULL,
	"rung" integer NOT NULL,
	"evidence" text NOT NULL,
	"connector" text NOT NULL,
	"grant_id" text NOT NULL,
	"fields" jsonb NOT NULL,
	"subjects" jsonb NOT NULL,
	"call" text NOT NULL,
	"status" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"patience_until" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"fence" bigint NOT NULL,
	"attempts" integer NOT NULL,
	"ticket" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "wakeups" (
	"case_id" text PRIMARY KEY NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "residents" (
	"id" text PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"key_id" text NOT NULL,
	"name" "bytea" NOT NULL,
	"id_number" "bytea" NOT NULL,
	"id_index" text NOT NULL,
	"area" text collate "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"idle_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"number_tail" text NOT NULL,
	"roles" jsonb NOT NULL,
	"area" text collate "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "areas" (
	"code" text PRIMARY KEY NOT NULL,
	"path" text collate "C" NOT NULL,
	"name" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_years" (
	"year" integer PRIMARY KEY NOT NULL,
	"workdays_off" jsonb NOT NULL,
	"weekend_workdays" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connectors" (
	"id" text PRIMARY KEY NOT NULL,
	"department" jsonb NOT NULL,
	"daily_limit" integer NOT NULL,
	"timeout_ms" integer NOT NULL,
	"suspended" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" text PRIMARY KEY NOT NULL,
	"service" text NOT NULL,
	"requirement" text NOT NULL,
	"evidence" text NOT NULL,
	"connector" text NOT NULL,
	"fields" jsonb NOT NULL,
	"purpose" text NOT NULL,
	"legal_basis" text NOT NULL,
	"per_day" integer NOT NULL,
	"reuse" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"suspended" boolean NOT NULL,
	CONSTRAINT "grants_asked" UNIQUE("service","requirement","evidence","connector","valid_from")
);
--> statement-breakpoint
CREATE TABLE "ledger_leaves" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"leaf" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parameters" (
	"key" text NOT NULL,
	"area" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"value" text NOT NULL,
	"source" jsonb NOT NULL,
	"published_on" date,
	"configuration" boolean NOT NULL,
	CONSTRAINT "parameters_row" UNIQUE NULLS NOT DISTINCT("key","area","valid_from","published_on")
);
--> statement-breakpoint
CREATE TABLE "quota_use" (
	"scope" text NOT NULL,
	"day" date NOT NULL,
	"used" integer NOT NULL,
	CONSTRAINT "quota_use_scope_day_pk" PRIMARY KEY("scope","day")
);
--> statement-breakpoint
CREATE TABLE "service_versions" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"content_hash" text NOT NULL,
	"engine" integer NOT NULL,
	"valid_from" date NOT NULL,
	"document" jsonb NOT NULL,
	CONSTRAINT "service_versions_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_access" ADD CONSTRAINT "party_access_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "granted_benefits" ADD CONSTRAINT "granted_benefits_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_orders" ADD CONSTRAINT "payment_orders_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wakeups" ADD CONSTRAINT "wakeups_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "applications_filed_by" ON "applications" USING btree ("filed_by","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "parties_role" ON "parties" USING btree ("application_id","role","id_index");--> statement-breakpoint
CREATE INDEX "parties_id_index" ON "parties" USING btree ("id_index","role");--> statement-breakpoint
CREATE INDEX "party_access_application" ON "party_access" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_number" ON "cases" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_application_service" ON "cases" USING btree ("application_id","service");--> statement-breakpoint
CREATE INDEX "cases_area_status" ON "cases" USING btree ("area","status","submitted_at");--> statement-breakpoint
CREATE INDEX "steps_due" ON "steps" USING btree ("due_at") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "steps_patience" ON "steps" USING btree ("patience_until") WHERE status = 'open' and patience_until is not null;--> statement-breakpoint
CREATE INDEX "steps_case" ON "steps" USING btree ("case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "steps_rung" ON "steps" USING btree ("case_id","requirement","rung");--> statement-breakpoint
CREATE INDEX "steps_ticket" ON "steps" USING btree ("connector","ticket") WHERE ticket is not null;--> statement-breakpoint
CREATE INDEX "wakeups_due" ON "wakeups" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "residents_login" ON "residents" USING btree ("issuer","subject");--> statement-breakpoint
CREATE UNIQUE INDEX "residents_id_index" ON "residents" USING btree ("id_index");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_login" ON "staff" USING btree ("issuer","subject");