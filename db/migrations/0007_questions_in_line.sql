DROP INDEX "steps_due";--> statement-breakpoint
CREATE INDEX "steps_due" ON "steps" USING btree ("connector","priority","due_at",jsonb_array_length("fields") desc,"id") WHERE status = 'open' and leader is null;
--> statement-breakpoint
-- A place in line is counted in the order in which questions are claimed.
CREATE OR REPLACE FUNCTION place_in_line(asked text) RETURNS TABLE (ahead integer, ahead_of_grant integer, due_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT line.ahead, line.ahead_of_grant, own.due_at
  FROM steps follower JOIN steps own ON own.id = coalesce(follower.leader, follower.id)
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS ahead, (count(*) FILTER (WHERE before.grant_id = own.grant_id))::integer AS ahead_of_grant
    FROM (
      SELECT other.grant_id FROM steps other
      WHERE other.connector = own.connector AND other.status = 'open' AND other.leader IS NULL AND other.ticket IS NULL
        AND (other.priority, other.due_at, -jsonb_array_length(other.fields), other.id)
          < (own.priority, own.due_at, -jsonb_array_length(own.fields), own.id)
      LIMIT 20000
    ) before
  ) line
  WHERE follower.id = asked AND own.status = 'open' AND own.ticket IS NULL
    AND (own.lease_until IS NULL OR own.lease_until < now())
$$;
--> statement-breakpoint
-- A raised limit wakes questions as a lifted switch does: whoever wakes names the part, not the switch.
DROP FUNCTION wake_questions(text, timestamptz);
--> statement-breakpoint
-- Questions of a connector of the officer's own department, or of a part of it, are due at once: to be stopped in words, or
-- to go on.
CREATE FUNCTION wake_questions(of_connector text, of_evidence text, of_field text, of_service text, of_officer text, due timestamptz)
RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH woken AS (
    UPDATE steps s SET due_at = due
    FROM connectors c, grants g
    WHERE c.id = of_connector AND c.department_id = current_setting('app.actor_department', true)
      AND s.connector = c.id AND s.status = 'open' AND s.ticket IS NULL AND s.due_at > due AND g.id = s.grant_id
      AND (of_evidence IS NULL OR s.evidence = of_evidence) AND (of_field IS NULL OR s.fields ? of_field)
      AND (of_service IS NULL OR g.service = of_service) AND (of_officer IS NULL OR s.officer = of_officer)
    RETURNING 1
  )
  SELECT count(*) FROM woken
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION wake_questions(text, text, text, text, text, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION wake_questions(text, text, text, text, text, timestamptz) TO mz_portal;
