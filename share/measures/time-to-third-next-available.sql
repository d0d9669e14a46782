-- measure: time-to-third-next-available
-- title: Days to the third next free time
-- version: 1
-- kind: median
-- better: lower
-- unit: days
-- people: no
-- noun: services
-- basis: as it is now, so that the period is one with today in it: for each
--   category of service, or each resource that has none, whole days until the
--   day of its third free time from now on; the third, for one or two may be
--   free by chance. Less than three free times take longer than any. A time on
--   offer to somebody is not free, nor is one of a resource out of service
-- source: third next available appointment, a usual measure of access
WITH free AS (
	SELECT s.id, s.at, s.resource, coalesce(s.category, r.category) AS
			category, coalesce(s.category, r.category,
			hexid(s.resource)) AS service,
		s.status = 'free' AND s.at > $as_of AND (r.status IS NULL
			OR r.status IN ('available', 'reserved', 'in-use'))
			AS is_free
	FROM slot s
	LEFT JOIN resource r ON r.id = s.resource
	WHERE s.resource IS NOT NULL AND s.at >= $from
		AND (s.status IS NULL OR s.status <> 'entered-in-error')
		AND (r.status IS NULL OR r.status <> 'retired')
), ranked AS (
	SELECT *, row_number() OVER (PARTITION BY service, is_free
		ORDER BY at, id) AS nth
	FROM free
), third AS (
	SELECT service, category, min(resource) AS resource,
		max(CASE WHEN is_free AND nth = 3 THEN id END) AS slot,
		max(CASE WHEN is_free AND nth = 3 THEN at END) AS at
	FROM ranked
	GROUP BY service
)
SELECT $as_of AS at, t.resource AS about, 'resource' AS about_type,
	t.slot AS answer, 'slot' AS answer_type,
	local_day(t.at) - local_day($as_of) AS value,
	CASE WHEN t.at IS NULL THEN 'missed' ELSE 'met' END AS outcome,
	coalesce(t.category, 'no-category') AS reason
FROM third t
WHERE $as_of < $to
