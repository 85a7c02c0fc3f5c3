GRANT SELECT ON bundle_versions TO mz_portal, mz_broker;
--> statement-breakpoint
-- The portal puts orders into batches and corrects an account that the bank would not take; it never makes an order.
GRANT SELECT, UPDATE ON payment_orders TO mz_portal, mz_broker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON payment_batches TO mz_portal;
--> statement-breakpoint
GRANT SELECT, UPDATE ON payment_batches TO mz_broker;
--> statement-breakpoint
GRANT SELECT, INSERT ON notices TO mz_portal, mz_broker;
--> statement-breakpoint
GRANT UPDATE ON notices TO mz_broker;
--> statement-breakpoint
-- A case that got one of two exclusive benefits and not the other gives the first one back.
GRANT DELETE ON granted_benefits TO mz_broker;
--> statement-breakpoint
ALTER TABLE payment_batches ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE payment_batches FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE notices ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE notices FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY portal_seen ON payment_orders TO mz_portal
  USING (case_id IN (SELECT id FROM cases));
--> statement-breakpoint
CREATE POLICY portal_area ON payment_batches TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff'
    AND area >= current_setting('app.actor_area', true) AND area < current_setting('app.actor_area', true) || '0');
--> statement-breakpoint
CREATE POLICY portal_seen ON notices TO mz_portal
  USING (application_id IN (SELECT id FROM applications));
--> statement-breakpoint
CREATE POLICY broker_all ON payment_batches TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON notices TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
