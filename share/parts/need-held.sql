-- part: need-held
-- title: Needs that are open, or were ended by a person, by person and category
-- version: 1
-- note: what is said of the category up to `until` makes no need anew; an open
--   one holds for good. What a rule ended holds nothing
need_held AS (
	SELECT q.person, n.category, CASE WHEN n.status IS NULL OR n.status IN
		('identified', 'confirmed', 'addressed')
		THEN 9223372036854775807
		ELSE coalesce(n.ended, n.at, n.recorded) END AS until
	FROM patient q
	CROSS JOIN need n ON n.patient = q.id
	WHERE n.status IS NULL OR n.status IN ('identified', 'confirmed',
		'addressed') OR (n.status <> 'entered-in-error'
		AND coalesce(n.reason, '') NOT IN ('voided', 'corrected',
			'answered-no', 'over'))
)
