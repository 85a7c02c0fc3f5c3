GRANT SELECT ON departments, signing_keys TO mz_portal, mz_broker;
--> statement-breakpoint
GRANT INSERT, UPDATE (is_current) ON signing_keys TO mz_broker;
--> statement-breakpoint
GRANT SELECT ON breakers TO mz_portal;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON breakers TO mz_broker;
--> statement-breakpoint
-- A department sets its own limits and names the version that answers; everything else of the row is reference data.
GRANT UPDATE (daily_limit, timeout_ms, width, reserve, reserve_until, live_version) ON connectors TO mz_portal;
--> statement-breakpoint
GRANT INSERT ON connectors TO mz_portal;
--> statement-breakpoint
GRANT INSERT, UPDATE (fields, per_day, share, priority, reuse, reuse_hours, valid_to, state, decided_by, decided_at, decision_note) ON grants TO mz_portal;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON connector_versions, connector_tasks, switches TO mz_portal;
--> statement-breakpoint
GRANT SELECT, UPDATE ON connector_versions, connector_tasks TO mz_broker;
--> statement-breakpoint
GRANT SELECT, INSERT ON switches TO mz_broker;
--> statement-breakpoint
-- Written and never read back by the portal; the broker alone can open them.
GRANT INSERT ON connector_credentials TO mz_portal;
--> statement-breakpoint
GRANT SELECT ON connector_credentials TO mz_broker;
--> statement-breakpoint
GRANT SELECT ON exchanges, anomalies, tickets, department_events, desk_questions, feed_snapshots, feed_faults TO mz_portal;
--> statement-breakpoint
GRANT UPDATE (overturned) ON exchanges TO mz_portal;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON exchanges, anomalies, desk_questions, feed_snapshots, department_events TO mz_broker;
--> statement-breakpoint
GRANT UPDATE (state, settled_by, settled_at, note) ON anomalies TO mz_portal;
--> statement-breakpoint
GRANT INSERT, UPDATE (state, settled_by, settled_at, answer) ON tickets TO mz_portal;
--> statement-breakpoint
GRANT SELECT ON tickets TO mz_broker;
--> statement-breakpoint
GRANT UPDATE (state, answer, answered_by, answered_at, confirmed_by, confirmed_at) ON desk_questions TO mz_portal;
--> statement-breakpoint
GRANT SELECT (step, case_id, connector, department, kind, received_at) ON late_answers TO mz_portal;
--> statement-breakpoint
GRANT SELECT, INSERT ON late_answers TO mz_broker;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON feed_rows, feed_faults TO mz_broker;
--> statement-breakpoint
GRANT INSERT, DELETE ON data_keys TO mz_broker;
--> statement-breakpoint
-- The sealer gives positions; nobody changes or removes what is written.
GRANT SELECT, INSERT ON ledger_entries, ledger_nodes, ledger_heads TO mz_broker;
--> statement-breakpoint
GRANT SELECT ON ledger_leaves TO mz_portal, mz_broker;
--> statement-breakpoint
GRANT SELECT ON ledger_entries, ledger_nodes, ledger_heads TO mz_portal;
--> statement-breakpoint
ALTER TABLE connectors ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE connectors FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE grants ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE grants FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE connector_versions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE connector_versions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE connector_credentials ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE connector_credentials FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE connector_tasks ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE connector_tasks FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE switches ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE switches FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE exchanges ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE exchanges FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE late_answers ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE late_answers FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE anomalies ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE anomalies FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE tickets ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE tickets FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE department_events ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE department_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE desk_questions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE desk_questions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE feed_snapshots ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE feed_snapshots FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE feed_rows ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE feed_rows FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE feed_faults ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE feed_faults FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE ledger_leaves ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE ledger_leaves FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Reference data is put in place by the tables' owner, which carries the actor kind `reference`.
CREATE POLICY seeded ON connectors USING (current_setting('app.actor_kind', true) = 'reference');
--> statement-breakpoint
CREATE POLICY seeded ON grants USING (current_setting('app.actor_kind', true) = 'reference');
--> statement-breakpoint
CREATE POLICY seeded ON connector_versions USING (current_setting('app.actor_kind', true) = 'reference');
--> statement-breakpoint
CREATE POLICY seeded ON connector_credentials USING (current_setting('app.actor_kind', true) = 'reference');
--> statement-breakpoint
CREATE POLICY readable ON connectors FOR SELECT TO mz_portal, mz_broker USING (true);
--> statement-breakpoint
CREATE POLICY readable ON grants FOR SELECT TO mz_portal, mz_broker USING (true);
--> statement-breakpoint
-- Why something is off is said to everybody whom it stops.
CREATE POLICY readable ON switches FOR SELECT TO mz_portal, mz_broker USING (true);
--> statement-breakpoint
CREATE POLICY portal_department ON connectors TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department_id = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_department ON grants FOR UPDATE TO mz_portal
  USING (connector IN (SELECT id FROM connectors WHERE current_setting('app.actor_kind', true) = 'staff' AND department_id = current_setting('app.actor_department', true)));
--> statement-breakpoint
-- What is requested stands there as requested, until the department has decided.
CREATE POLICY portal_requested ON grants FOR INSERT TO mz_portal
  WITH CHECK (current_setting('app.actor_kind', true) = 'staff' AND state = 'requested');
--> statement-breakpoint
CREATE POLICY portal_department ON connector_credentials FOR INSERT TO mz_portal
  WITH CHECK (connector IN (SELECT id FROM connectors WHERE current_setting('app.actor_kind', true) = 'staff' AND department_id = current_setting('app.actor_department', true)));
--> statement-breakpoint
CREATE POLICY portal_department ON connector_versions TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_department ON connector_tasks TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_department ON switches TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_department ON exchanges TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_department ON late_answers TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_department ON anomalies TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_department ON tickets TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_department ON department_events TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_department ON desk_questions TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_department ON feed_snapshots TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_seen ON exchanges FOR SELECT TO mz_portal
  USING (case_id IN (SELECT id FROM cases));
--> statement-breakpoint
-- A person's finding marks the answers that it overturns.
CREATE POLICY portal_overturns ON exchanges FOR UPDATE TO mz_portal
  USING (case_id IN (SELECT id FROM cases));
--> statement-breakpoint
CREATE POLICY portal_seen ON tickets TO mz_portal
  USING (case_id IN (SELECT id FROM cases));
--> statement-breakpoint
CREATE POLICY portal_seen ON feed_faults TO mz_portal
  USING (snapshot IN (SELECT id FROM feed_snapshots));
--> statement-breakpoint
CREATE POLICY portal_department ON data_keys FOR SELECT TO mz_portal
  USING (owner IN (SELECT id FROM desk_questions) OR owner IN (SELECT id FROM tickets));
--> statement-breakpoint
CREATE POLICY portal_ticket ON data_keys FOR INSERT TO mz_portal
  WITH CHECK (current_setting('app.actor_kind', true) IN ('resident', 'staff') AND owner LIKE 'tckt\_%');
--> statement-breakpoint
-- Leaves can be added by both processes; the portal reads those of exchanges that it sees.
CREATE POLICY portal_adds ON ledger_leaves FOR INSERT TO mz_portal WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY portal_seen ON ledger_leaves FOR SELECT TO mz_portal
  USING (id IN (SELECT sent_leaf FROM exchanges) OR id IN (SELECT answer_leaf FROM exchanges));
--> statement-breakpoint
CREATE POLICY broker_all ON connector_versions TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON connector_credentials TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON connector_tasks TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON switches TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON exchanges TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON late_answers TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON anomalies TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON tickets TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON department_events TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON desk_questions TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON feed_snapshots TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON feed_rows TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON feed_faults TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
--> statement-breakpoint
CREATE POLICY broker_all ON ledger_leaves TO mz_broker USING (true);
