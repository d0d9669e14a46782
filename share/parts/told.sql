-- part: told
-- title: What patients were last told of appointments that have not been
-- version: 1
-- note: times is how often they were told, until the time that they were told,
--   whole whether they were told that it takes place
told AS MATERIALIZED (
	SELECT about, person, until, times, CASE WHEN kind = 'appointment'
		THEN 1 ELSE 0 END AS whole
	FROM (SELECT n.about, p.person, n.until, n.kind,
			count(*) OVER (PARTITION BY n.about, p.person) AS times,
			row_number() OVER (PARTITION BY n.about, p.person
				ORDER BY coalesce(n.sent, n.at) DESC,
				n.recorded DESC, n.id) AS back
		FROM notice n JOIN patient p ON p.id = n.patient
		WHERE n.until > $first AND n.about_type = 'appointment'
			AND (n.kind = 'appointment'
				OR n.kind = 'appointment-cancelled')
			AND (n.status = 'handed' OR n.status = 'sent'
				OR n.status = 'delivered'
				OR n.status = 'unknown')) n
	WHERE back = 1 AND is_over(until, $as_of) = 0
)
