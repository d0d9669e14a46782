-- part: acute-stay
-- title: Acute inpatient stays that were still going on at $since or later
-- version: 1
-- note: ended is when it ended, null while somebody is still in
acute_stay AS (
	SELECT e.*,
		CASE WHEN e.status IS NULL OR e.status = 'finished'
			THEN e.until END AS ended,
		CASE WHEN e.until IS NULL OR e.status <> 'finished'
			THEN 'still-in-hospital' END AS still_in
	FROM encounter_once e
	WHERE (e.class = 'IMP' OR e.class = 'ACUTE')
		AND (e.status = 'finished' OR e.status IS NULL
			OR e.status = 'in-progress' OR e.status = 'arrived'
			OR e.status = 'triaged' OR e.status = 'onleave')
		AND e.at < $reach
		AND (e.until IS NULL OR e.until >= $since)
)
