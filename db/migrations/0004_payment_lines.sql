CREATE TABLE "payment_lines" (
	"batch_id" text NOT NULL,
	"case_id" text NOT NULL,
	"round" integer NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "payment_lines_batch_id_case_id_pk" PRIMARY KEY("batch_id","case_id")
);
--> statement-breakpoint
ALTER TABLE "payment_lines" ADD CONSTRAINT "payment_lines_batch_id_payment_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."payment_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_lines" ADD CONSTRAINT "payment_lines_case_id_payment_orders_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."payment_orders"("case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
GRANT SELECT, INSERT ON payment_lines TO mz_portal;--> statement-breakpoint
GRANT SELECT, UPDATE ON payment_lines TO mz_broker;--> statement-breakpoint
ALTER TABLE payment_lines ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE payment_lines FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY portal_seen ON payment_lines TO mz_portal
  USING (batch_id IN (SELECT id FROM payment_batches));--> statement-breakpoint
CREATE POLICY broker_all ON payment_lines TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
