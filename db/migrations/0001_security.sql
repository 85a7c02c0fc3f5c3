-- Roles: mz_portal and mz_broker connect for the two processes, mz_listener only listens. They exist before this runs.
GRANT USAGE ON SCHEMA public TO mz_portal, mz_broker;
--> statement-breakpoint
GRANT SELECT ON areas, parameters, calendar_years, service_versions, connectors, grants TO mz_portal, mz_broker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON residents, staff, applications TO mz_portal;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO mz_portal;
--> statement-breakpoint
GRANT SELECT, INSERT ON data_keys, parties, party_access, case_events TO mz_portal;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON cases, steps TO mz_portal, mz_broker;
--> statement-breakpoint
GRANT SELECT ON data_keys, applications, parties, party_access TO mz_broker;
--> statement-breakpoint
GRANT SELECT, INSERT ON case_events, payment_orders TO mz_broker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (benefit) ON granted_benefits TO mz_broker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON quota_use TO mz_broker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON wakeups TO mz_portal, mz_broker;
--> statement-breakpoint
GRANT DELETE ON wakeups TO mz_broker;
--> statement-breakpoint
-- Leaves can be added by both processes, and changed or removed by neither.
GRANT INSERT ON ledger_leaves TO mz_portal, mz_broker;
--> statement-breakpoint
ALTER TABLE residents ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE residents FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE data_keys ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE data_keys FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE applications ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE applications FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE parties ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE parties FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE party_access ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE party_access FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE cases ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE cases FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE case_events ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE case_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE steps ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE steps FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE wakeups ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE wakeups FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE granted_benefits ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE granted_benefits FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE payment_orders ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE payment_orders FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- The portal's rows: a resident's own, by party; a staff member's, by area path (C collation: '0' is the character after the '/' of 'path/…').
CREATE POLICY portal_own ON residents TO mz_portal
  USING (id = current_setting('app.actor_id', true) OR current_setting('app.actor_kind', true) = 'sign_in');
--> statement-breakpoint
CREATE POLICY portal_own ON party_access TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'resident' AND resident_id = current_setting('app.actor_id', true));
--> statement-breakpoint
CREATE POLICY portal_own ON applications TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'resident'
    AND (filed_by = current_setting('app.actor_id', true) OR id IN (SELECT application_id FROM party_access)));
--> statement-breakpoint
CREATE POLICY portal_area ON applications FOR SELECT TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND status = 'filed'
    AND area >= current_setting('app.actor_area', true) AND area < current_setting('app.actor_area', true) || '0');
--> statement-breakpoint
CREATE POLICY portal_seen ON parties TO mz_portal
  USING (application_id IN (SELECT id FROM applications));
--> statement-breakpoint
CREATE POLICY portal_seen ON cases TO mz_portal
  USING (application_id IN (SELECT id FROM applications));
--> statement-breakpoint
CREATE POLICY portal_seen ON case_events TO mz_portal
  USING (case_id IN (SELECT id FROM cases));
--> statement-breakpoint
CREATE POLICY portal_seen ON steps TO mz_portal
  USING (case_id IN (SELECT id FROM cases));
--> statement-breakpoint
CREATE POLICY portal_seen ON wakeups TO mz_portal
  USING (case_id IN (SELECT id FROM cases));
--> statement-breakpoint
CREATE POLICY portal_seen ON data_keys TO mz_portal
  USING (owner = current_setting('app.actor_id', true)
    OR current_setting('app.actor_kind', true) = 'sign_in'
    OR owner IN (SELECT id FROM applications))
  WITH CHECK (current_setting('app.actor_kind', true) IN ('resident', 'sign_in'));
--> statement-breakpoint
-- The broker works for the system on every case; it never reads profiles, sessions or staff.
CREATE POLICY broker_all ON applications TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON parties TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON party_access TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON cases TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON case_events TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON steps TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON wakeups TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON data_keys TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON granted_benefits TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON payment_orders TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
