-- measure: critical-result-response
-- title: Critical results answered within 60 minutes
-- version: 1
-- kind: proportion
-- better: higher
-- noun: critical results
-- sentence: answered within 60 minutes
-- basis: results, not alerts: a critical result without an alert is a miss.
--   Critical is what the sender flags so (HH, LL, AA), and for adults what lies
--   beyond a limit of codes/critical.tsv in its unit. The clock runs from when
--   the result was issued, else from when it was so, day and night, to the
--   first acknowledgement of an alert about it or the end of a task about it;
--   the limit is 60 minutes. An answer before the result is a fault of some
--   clock and left out; after a correction a new answer is asked for. An alert
--   that was suppressed as a repeat is left out and counted
-- source: CLSI GP47: within one hour of being available; limits with their
--   sources in codes/critical.tsv
-- tables: critical
WITH beyond AS MATERIALIZED (
	SELECT o.id, o.patient, o.status, coalesce(o.issued, o.at) AS since
	FROM observation_once o
	LEFT JOIN critical l ON l.code = o.code AND l.unit = o.unit_std
	LEFT JOIN patient p ON p.id = o.patient AND l.code IS NOT NULL
	WHERE coalesce(o.issued, o.at) >= $from
		AND coalesce(o.issued, o.at) < $to
		AND coalesce(o.issued, o.at) <= $as_of
		AND (o.status IS NULL OR o.status IN ('final', 'amended',
			'corrected'))
		AND (o.flag IN ('HH', 'LL', 'AA')
		OR (coalesce(age_on(p.birth, o.at), 18) >= 18
			AND ((o.value_std <= CAST(l.low AS REAL)
				AND coalesce(o.compare, '<') LIKE '<%')
			OR (o.value_std >= CAST(l.high AS REAL)
				AND coalesce(o.compare, '>') LIKE '>%'))))
), answer AS MATERIALIZED (
	SELECT about, id, 'alert' AS type, acknowledged AS at FROM alert
	WHERE about_type = 'observation' AND acknowledged <= $as_of
	UNION ALL
	SELECT about, id, 'task', done FROM task
	WHERE about_type = 'observation' AND status = 'completed'
		AND done <= $as_of
), judged AS (
	SELECT b.*, min(CASE WHEN a.at >= b.since THEN a.at END) AS answered,
		min(a.at) AS earliest
	FROM beyond b
	LEFT JOIN answer a ON a.about = b.id
	GROUP BY b.id
)
SELECT j.patient, j.since AS at, j.id AS about, 'observation' AS about_type,
	min(a.id) AS answer, a.type AS answer_type,
	seconds_between(j.since, j.answered) / 60.0 AS value,
	CASE WHEN seconds_between(j.since, j.answered) <= 3600 THEN 'met'
		WHEN j.answered IS NOT NULL THEN 'missed'
		WHEN j.earliest IS NOT NULL
			AND coalesce(j.status, 'final') <> 'corrected'
			THEN 'excluded'
		WHEN EXISTS (SELECT 1 FROM alert s WHERE s.about = j.id
			AND s.status = 'suppressed') THEN 'excluded'
		WHEN seconds_between(j.since, $as_of) < 3600 THEN 'pending'
		ELSE 'missed' END AS outcome,
	CASE WHEN seconds_between(j.since, j.answered) <= 3600 THEN 'answered'
		WHEN j.answered IS NOT NULL THEN 'answered-late'
		WHEN j.earliest IS NOT NULL
			AND coalesce(j.status, 'final') <> 'corrected'
			THEN 'clock-skew'
		WHEN EXISTS (SELECT 1 FROM alert s WHERE s.about = j.id
			AND s.status = 'suppressed') THEN 'suppressed'
		WHEN seconds_between(j.since, $as_of) < 3600
			THEN 'window-open'
		ELSE 'not-answered' END AS reason
FROM judged j
LEFT JOIN answer a ON a.about = j.id AND a.at = j.answered
GROUP BY j.id
