ALTER TABLE "feed_snapshots" ADD COLUMN "left_out" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_snapshots" ADD COLUMN "duplicates" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_snapshots" ADD COLUMN "remarks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_snapshots" ADD COLUMN "read_at" timestamp (3) with time zone;--> statement-breakpoint
-- The files that are there get their numbers from what was kept of them. The owner of the tables is under row security too.
ALTER TABLE "feed_snapshots" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "feed_faults" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "feed_snapshots" SET "read_at" = coalesce("serving_from", "received_at");--> statement-breakpoint
UPDATE "feed_snapshots" s SET
  "remarks" = kept."remarks", "duplicates" = kept."duplicates", "left_out" = kept."left_out",
  -- A row that stood before counted as a bad one until now.
  "bad_rows" = greatest(s."bad_rows" - kept."duplicates", 0)
FROM (
  SELECT "snapshot",
    count(*) FILTER (WHERE "row" > 0) AS "remarks",
    count(*) FILTER (WHERE "problem" = 'duplicate_row') AS "duplicates",
    count(DISTINCT "row") FILTER (WHERE "problem" IN ('malformed_row', 'oversized_cell', 'no_person_key')) AS "left_out"
  FROM "feed_faults" GROUP BY "snapshot"
) kept WHERE kept."snapshot" = s."id";--> statement-breakpoint
ALTER TABLE "feed_snapshots" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "feed_faults" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "feed_snapshots" ALTER COLUMN "left_out" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "feed_snapshots" ALTER COLUMN "duplicates" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "feed_snapshots" ALTER COLUMN "remarks" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "feed_snapshots" ALTER COLUMN "read_at" SET NOT NULL;
