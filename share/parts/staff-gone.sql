-- part: staff-gone
-- title: Staff of the hub who are no longer here, or away now
-- version: 1
-- note: `back` is when they are back, null where nobody knows; left is 1 for who
--   left for good
staff_gone AS (
	SELECT m.id, coalesce(m.prefix || ' ', '') || coalesce(m.given || ' ',
			'') || coalesce(m.family, m.login, '') AS name,
		CASE WHEN m.active = 0 OR is_over(m.until, $as_of) = 1
			THEN 1 ELSE 0 END AS is_left,
		CASE WHEN m.active = 0 OR is_over(m.until, $as_of) = 1
			THEN coalesce(m.until, m.recorded)
			ELSE m.away_from END AS since,
		m.away_until AS back
	FROM staff m
	WHERE m.active = 0 OR is_over(m.until, $as_of) = 1
		OR (m.away_from <= $as_of AND m.cover IS NULL
			AND (m.away_until IS NULL
				OR is_over(m.away_until, $as_of) = 0))
)
