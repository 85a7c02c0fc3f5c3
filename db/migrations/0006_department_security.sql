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
GRANT SELECT, INSERT, UPDATE ON switches TO mz_portal;
--> statement-breakpoint
-- That a version was tested and conforms is the broker's to say; that it is signed and live, an officer's.
GRANT SELECT, INSERT, UPDATE (state, signed_by, live_at, sunset_at) ON connector_versions TO mz_portal;
--> statement-breakpoint
GRANT SELECT, UPDATE (state, tested_at, conforming_at) ON connector_versions TO mz_broker;
--> statement-breakpoint
GRANT SELECT, INSERT ON connector_tasks TO mz_portal;
--> statement-breakpoint
GRANT SELECT, UPDATE (lease_until, finished_at, report) ON connector_tasks TO mz_broker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON connector_drafts TO mz_portal;
--> statement-breakpoint
GRANT SELECT, INSERT ON grant_changes TO mz_portal;
--> statement-breakpoint
-- A version that has reached its announced end stops answering by the broker's hand.
GRANT UPDATE (live_version) ON connectors TO mz_broker;
--> statement-breakpoint
GRANT SELECT ON quota_use TO mz_portal;
--> statement-breakpoint
GRANT SELECT, INSERT ON switches TO mz_broker;
--> statement-breakpoint
-- Written and never read back by the portal; the broker alone can open them.
GRANT INSERT, SELECT (id, connector, slot, set_by, set_at) ON connector_credentials TO mz_portal;
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
ALTER TABLE connector_drafts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE connector_drafts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE grant_changes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE grant_changes FORCE ROW LEVEL SECURITY;
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
CREATE POLICY portal_seen ON connector_credentials FOR SELECT TO mz_portal
  USING (connector IN (SELECT id FROM connectors WHERE current_setting('app.actor_kind', true) = 'staff' AND department_id = current_setting('app.actor_department', true)));
--> statement-breakpoint
CREATE POLICY portal_department ON connector_drafts TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_department ON connector_versions FOR SELECT TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
-- A version begins as its maker's untested draft, under a connector of the department.
CREATE POLICY portal_drafts ON connector_versions FOR INSERT TO mz_portal
  WITH CHECK (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true) AND state = 'draft' AND created_by = current_setting('app.actor_id', true)
    AND tested_at IS NULL AND conforming_at IS NULL AND signed_by IS NULL AND live_at IS NULL
    AND connector IN (SELECT id FROM connectors WHERE department_id = current_setting('app.actor_department', true)));
--> statement-breakpoint
CREATE POLICY portal_moves ON connector_versions FOR UPDATE TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
CREATE POLICY portal_department ON connector_tasks FOR SELECT TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true));
--> statement-breakpoint
-- What a task has found is the broker's to say.
CREATE POLICY portal_requests ON connector_tasks FOR INSERT TO mz_portal
  WITH CHECK (current_setting('app.actor_kind', true) = 'staff' AND department = current_setting('app.actor_department', true) AND requested_by = current_setting('app.actor_id', true) AND finished_at IS NULL AND report IS NULL
    AND (connector, version) IN (SELECT connector, version FROM connector_versions));
--> statement-breakpoint
CREATE POLICY portal_seen ON grant_changes FOR SELECT TO mz_portal
  USING (current_setting('app.actor_kind', true) = 'staff');
--> statement-breakpoint
CREATE POLICY portal_adds ON grant_changes FOR INSERT TO mz_portal
  WITH CHECK (current_setting('app.actor_kind', true) = 'staff' AND by = current_setting('app.actor_id', true));
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
CREATE POLICY broker_retires ON connectors FOR UPDATE TO mz_broker USING (current_setting('app.actor_kind', true) = 'system');
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

--> statement-breakpoint
-- A version's document is what was tested and signed: it never changes. Who signs, signs in the own name, once.
CREATE FUNCTION connector_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.connector, NEW.version, NEW.department, NEW.document, NEW.created_by, NEW.created_at)
    IS DISTINCT FROM (OLD.connector, OLD.version, OLD.department, OLD.document, OLD.created_by, OLD.created_at) THEN
    RAISE EXCEPTION 'a version of a connector never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.signed_by IS DISTINCT FROM OLD.signed_by AND
    (OLD.signed_by IS NOT NULL OR NEW.signed_by IS DISTINCT FROM current_setting('app.actor_id', true)) THEN
    RAISE EXCEPTION 'a version is signed once, in the own name' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER connector_version_guard BEFORE UPDATE ON connector_versions
  FOR EACH ROW EXECUTE FUNCTION connector_version_guard();
--> statement-breakpoint
-- Nothing answers but a version that has gone the whole way.
CREATE FUNCTION connector_live_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.live_version IS NOT NULL AND NOT EXISTS (SELECT FROM connector_versions
    WHERE connector = NEW.id AND version = NEW.live_version AND state IN ('live', 'deprecated')) THEN
    RAISE EXCEPTION 'only a live version answers' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER connector_live_guard BEFORE INSERT OR UPDATE OF live_version ON connectors
  FOR EACH ROW EXECUTE FUNCTION connector_live_guard();
--> statement-breakpoint
-- What a department has granted can be narrowed, never widened: more is a new request. Nobody decides on an own request.
CREATE FUNCTION grant_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'refused' OR NEW.state = 'requested' OR NEW.decided_by = NEW.requested_by
    OR (OLD.state = 'requested' AND NEW.decided_by IS DISTINCT FROM current_setting('app.actor_id', true)) THEN
    RAISE EXCEPTION 'this grant cannot be decided on' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT (OLD.fields @> NEW.fields AND NEW.per_day <= OLD.per_day AND NEW.reuse_hours <= OLD.reuse_hours
    AND array_position(ARRAY['none', 'application', 'purpose'], NEW.reuse)
      <= array_position(ARRAY['none', 'application', 'purpose'], OLD.reuse)
    AND coalesce(NEW.valid_to, 'infinity') <= coalesce(OLD.valid_to, 'infinity')) THEN
    RAISE EXCEPTION 'a grant is never widened' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER grant_guard BEFORE UPDATE ON grants
  FOR EACH ROW WHEN (current_user = 'mz_portal') EXECUTE FUNCTION grant_guard();
--> statement-breakpoint
-- That a corrected answer has been asked for again.
GRANT UPDATE (reopened_at) ON tickets TO mz_broker;
--> statement-breakpoint
-- A department's officers see no case. What a switch would stall, and how the department compares with the city, they learn as
-- rows without persons through the functions below, which run as their owner and ask about the officer's own connectors only.
CREATE POLICY owner_counts ON connectors FOR SELECT TO CURRENT_USER USING (current_setting('app.actor_kind', true) = 'staff' AND current_setting('app.actor_department', true) <> '');
--> statement-breakpoint
CREATE POLICY owner_counts ON grants FOR SELECT TO CURRENT_USER USING (current_setting('app.actor_kind', true) = 'staff' AND current_setting('app.actor_department', true) <> '');
--> statement-breakpoint
CREATE POLICY owner_counts ON switches FOR SELECT TO CURRENT_USER USING (current_setting('app.actor_kind', true) = 'staff' AND current_setting('app.actor_department', true) <> '');
--> statement-breakpoint
CREATE POLICY owner_counts ON cases FOR SELECT TO CURRENT_USER USING (current_setting('app.actor_kind', true) = 'staff' AND current_setting('app.actor_department', true) <> '');
--> statement-breakpoint
CREATE POLICY owner_counts ON case_events FOR SELECT TO CURRENT_USER USING (current_setting('app.actor_kind', true) = 'staff' AND current_setting('app.actor_department', true) <> '');
--> statement-breakpoint
CREATE POLICY owner_counts ON steps FOR SELECT TO CURRENT_USER USING (current_setting('app.actor_kind', true) = 'staff' AND current_setting('app.actor_department', true) <> '');
--> statement-breakpoint
CREATE POLICY owner_wakes ON steps FOR UPDATE TO CURRENT_USER USING (current_setting('app.actor_kind', true) = 'staff' AND current_setting('app.actor_department', true) <> '');
--> statement-breakpoint
CREATE POLICY owner_counts ON exchanges FOR SELECT TO CURRENT_USER USING (current_setting('app.actor_kind', true) = 'staff' AND current_setting('app.actor_department', true) <> '');
--> statement-breakpoint
-- Open cases that rely on a connector: those whose question is out, and those that have a grant for it and may still come to it.
CREATE FUNCTION relying_cases(asked text)
RETURNS TABLE (case_id text, service text, service_version integer, due jsonb, requirement text, evidence text, fields jsonb, officer text, is_open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH own AS (SELECT id FROM connectors WHERE id = asked AND department_id = current_setting('app.actor_department', true))
  SELECT c.id, c.service, c.service_version, c.due, s.requirement, s.evidence, s.fields, s.officer, true
  FROM own JOIN steps s ON s.connector = own.id JOIN cases c ON c.id = s.case_id
  WHERE s.status = 'open' AND c.status IN ('submitted', 'verifying', 'review', 'proposed')
  UNION ALL
  SELECT c.id, c.service, c.service_version, c.due, g.requirement, g.evidence, g.fields, NULL, false
  FROM own JOIN grants g ON g.connector = own.id JOIN cases c ON c.service = g.service
  WHERE g.state = 'active' AND c.status IN ('submitted', 'verifying', 'review')
    AND NOT EXISTS (SELECT FROM steps s WHERE s.case_id = c.id AND s.requirement = g.requirement AND s.evidence = g.evidence)
    AND NOT EXISTS (SELECT FROM case_events e WHERE e.case_id = c.id AND e.data ->> 'requirement' = g.requirement
      AND e.data -> 'standing' ->> 'kind' = 'established')
$$;
--> statement-breakpoint
-- Questions that a switch of the officer's own department covers are due at once: to be stopped in words, or to go on.
CREATE FUNCTION wake_questions(switch text, due timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH woken AS (
    UPDATE steps s SET due_at = due
    FROM switches w, grants g
    WHERE w.id = switch AND w.department = current_setting('app.actor_department', true)
      AND s.connector = w.connector AND s.status = 'open' AND s.ticket IS NULL AND s.due_at > due AND g.id = s.grant_id
      AND (w.evidence IS NULL OR s.evidence = w.evidence) AND (w.field IS NULL OR s.fields ? w.field)
      AND (w.service IS NULL OR g.service = w.service) AND (w.officer IS NULL OR s.officer = w.officer)
    RETURNING 1
  )
  SELECT count(*) FROM woken
$$;
--> statement-breakpoint
-- A connector's figures of a period beside the medians of all connectors that were asked in it; definitions in db/report-card.ts.
CREATE FUNCTION report_card(asked text, since timestamptz, until timestamptz, papers jsonb)
RETURNS TABLE (whose text, sent bigint, availability double precision, median_ms double precision, p95_ms double precision, no_record double precision, overturned double precision, papers_saved double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH own AS (SELECT id FROM connectors WHERE id = asked AND department_id = current_setting('app.actor_department', true)),
  told AS (
    SELECT e.*,
      e.reused_from IS NULL AND e.answer IS NOT NULL AND e.answer <> 'not_permitted' AND coalesce(e.cause, '') NOT IN ('quota', 'suspended') AS was_sent,
      e.answer IN ('confirmed', 'contradicted', 'no_record', 'ambiguous') AS was_told
    FROM exchanges e WHERE e.sent_at >= since AND e.sent_at < until AND EXISTS (SELECT FROM own)
  ),
  cards AS (
    SELECT connector, count(*) FILTER (WHERE was_sent) AS sent,
      count(*) FILTER (WHERE was_sent AND answer <> 'unavailable')::float8 / nullif(count(*) FILTER (WHERE was_sent), 0) AS availability,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE was_sent AND answer <> 'unavailable') AS median_ms,
      percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) FILTER (WHERE was_sent AND answer <> 'unavailable') AS p95_ms,
      count(*) FILTER (WHERE was_sent AND answer = 'no_record')::float8 / nullif(count(*) FILTER (WHERE was_sent AND was_told), 0) AS no_record,
      count(*) FILTER (WHERE was_sent AND was_told AND overturned)::float8 / nullif(count(*) FILTER (WHERE was_sent AND was_told), 0) AS overturned,
      count(DISTINCT case_id || '/' || requirement) FILTER (WHERE answer = 'confirmed' AND papers ? (service || '/' || requirement))::float8 AS papers_saved
    FROM told GROUP BY connector
  )
  SELECT 'own', sent, availability, median_ms, p95_ms, no_record, overturned, papers_saved FROM cards WHERE connector = asked
  UNION ALL
  SELECT 'city', count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY availability), percentile_cont(0.5) WITHIN GROUP (ORDER BY median_ms),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY p95_ms), percentile_cont(0.5) WITHIN GROUP (ORDER BY no_record),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY overturned), percentile_cont(0.5) WITHIN GROUP (ORDER BY papers_saved)
  FROM cards WHERE sent > 0
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION relying_cases(text), wake_questions(text, timestamptz), report_card(text, timestamptz, timestamptz, jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION relying_cases(text), wake_questions(text, timestamptz), report_card(text, timestamptz, timestamptz, jsonb) TO mz_portal;
--> statement-breakpoint
-- What is spent of a day is no secret from whom it keeps waiting.
GRANT SELECT ON quota_use TO mz_portal;
--> statement-breakpoint
-- Where a question stands in its connector's line: numbers alone, of rows that the asker does not see. Runs as the tables'
-- owner, whom row security binds as well.
CREATE POLICY counted ON steps FOR SELECT TO CURRENT_USER USING (true);
--> statement-breakpoint
CREATE FUNCTION place_in_line(asked text) RETURNS TABLE (ahead integer, ahead_of_grant integer, due_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT line.ahead, line.ahead_of_grant, own.due_at
  FROM steps follower JOIN steps own ON own.id = coalesce(follower.leader, follower.id)
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS ahead, (count(*) FILTER (WHERE before.grant_id = own.grant_id))::integer AS ahead_of_grant
    FROM (
      SELECT other.grant_id FROM steps other
      WHERE other.connector = own.connector AND other.status = 'open' AND other.leader IS NULL AND other.ticket IS NULL
        AND (other.priority, other.due_at, other.id) < (own.priority, own.due_at, own.id)
      LIMIT 20000
    ) before
  ) line
  WHERE follower.id = asked AND own.status = 'open' AND own.ticket IS NULL
    AND (own.lease_until IS NULL OR own.lease_until < now())
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION place_in_line(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION place_in_line(text) TO mz_portal;
