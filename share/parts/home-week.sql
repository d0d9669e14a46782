-- part: home-week
-- title: Readings from home of seven days, by person and code: how many, the mean, the last
-- version: 1
-- note: of the people of `touched`; from home is what belongs to no visit
home_week AS MATERIALIZED (
	SELECT w.person, w.code, w.n, w.mean, w.high, w.at, l.id, l.patient,
		l.value_std AS last
	FROM (SELECT p.person, o.code, count(*) AS n, avg(o.value_std) AS mean,
			sum(CASE WHEN o.value_std > 250
				AND seconds_between(o.at, $as_of) < 86400
				THEN 1 ELSE 0 END) AS high,
			max(o.at) AS at
		FROM touched t
		CROSS JOIN patient p ON p.person = t.person
		CROSS JOIN observation_once o ON o.patient = p.id
			AND o.at > moment_of_day(local_day($as_of) - 7)
			AND o.at <= $as_of
		WHERE o.encounter IS NULL AND o.value_std IS NOT NULL
			AND ((o.code IN ('8480-6', '8462-4')
					AND o.unit_std = 'mm[Hg]')
				OR (o.code = '41653-7' AND o.unit_std = 'mg/dL')
				OR (o.code IN ('59408-5', '2708-6')
					AND o.unit_std = '%')
				OR (o.code = '8867-4' AND o.unit_std = '/min'))
		GROUP BY p.person, o.code) w
	CROSS JOIN observation l ON l.id = (SELECT o.id FROM patient q
		CROSS JOIN observation_once o ON o.patient = q.id
		WHERE q.person = w.person AND o.at = w.at AND o.code = w.code
		AND o.encounter IS NULL AND o.value_std IS NOT NULL
		ORDER BY o.id LIMIT 1)
)
