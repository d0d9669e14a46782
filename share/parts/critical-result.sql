-- part: critical-result
-- title: Critical results, and when somebody answered them
-- version: 1
-- noun: critical results
-- basis: results, not alerts: a critical result without an alert is a miss.
--   Critical is what the sender flags so (HH, LL, AA), and for adults what lies
--   beyond a limit of codes/critical.tsv in its unit. The clock runs from when
--   the result was issued, else from when it was so, day and night, to the
--   first acknowledgement of an alert about it or the end of a task about it;
--   the limit is 60 minutes. An answer before the result is a fault of some
--   clock and left out; after a correction or an amendment a new answer is
--   asked for. A result with no other alert than one that was suppressed as a
--   repeat is left out and counted; so is one of which only the day is known,
--   if it was answered on that day or the next
-- source: CLSI GP47: within one hour of being available; limits with their
--   sources in codes/critical.tsv
-- tables: critical
beyond AS MATERIALIZED (
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
	UNION ALL
	SELECT o.id, o.patient, o.status, coalesce(o.issued, o.at)
	FROM critical l
	CROSS JOIN coding g ON g.code = l.code AND g.field = 'code'
		AND g.record_type = 'observation'
	CROSS JOIN observation_once o ON o.id = g.record
		AND o.unit_std = l.unit
	LEFT JOIN patient p ON p.id = o.patient
	WHERE coalesce(o.issued, o.at) >= $from
		AND coalesce(o.issued, o.at) < $to
		AND coalesce(o.issued, o.at) <= $as_of
		AND (o.status IS NULL OR o.status IN ('final', 'amended',
			'corrected'))
		AND coalesce(age_on(p.birth, o.at), 18) >= 18
		AND ((o.value_std <= CAST(l.low AS REAL)
				AND coalesce(o.compare, '<') LIKE '<%')
			OR (o.value_std >= CAST(l.high AS REAL)
				AND coalesce(o.compare, '>') LIKE '>%'))
), alerted AS MATERIALIZED (
	SELECT coalesce(o.same_as, o.id) AS result, a.id, a.acknowledged,
		a.status = 'suppressed' AS suppressed
	FROM alert a
	JOIN observation o ON o.id = a.about
	WHERE a.about_type = 'observation' AND (a.at IS NULL OR a.at <= $as_of)
), answer AS MATERIALIZED (
	SELECT result, id, 'alert' AS type, acknowledged AS at FROM alerted
	WHERE acknowledged <= $as_of
	UNION ALL
	SELECT coalesce(o.same_as, o.id), t.id, 'task', t.done
	FROM task t
	JOIN observation o ON o.id = t.about
	WHERE t.about_type = 'observation' AND t.status = 'completed'
		AND t.done <= $as_of
), answered AS (
	SELECT b.*, min(CASE WHEN a.at >= b.since THEN a.at END) AS answered,
		min(a.at) AS earliest
	FROM beyond b
	LEFT JOIN answer a ON a.result = b.id
	GROUP BY b.id
), judged AS (
	SELECT *, CASE WHEN length(said(since)) <= 10
			AND local_day(earliest) <= local_day(since) + 1
			THEN 'time-not-known'
		WHEN seconds_between(since, answered) <= 3600 THEN 'answered'
		WHEN answered IS NOT NULL THEN 'answered-late'
		WHEN earliest IS NOT NULL AND coalesce(status, 'final') NOT IN
			('amended', 'corrected') THEN 'clock-skew'
		WHEN id IN (SELECT result FROM alerted WHERE suppressed)
			AND id NOT IN (SELECT result FROM alerted
				WHERE NOT coalesce(suppressed, 0))
			THEN 'suppressed'
		WHEN seconds_between(since, $as_of) < 3600
			OR (length(said(since)) <= 10
				AND NOT is_over(since, $as_of))
			THEN 'window-open'
		ELSE 'not-answered' END AS reason
	FROM answered
), critical_result AS (
	SELECT j.patient, j.since AS at, j.id AS about, 'observation' AS about_type,
		min(a.id) AS answer, a.type AS answer_type,
		CASE WHEN j.reason <> 'time-not-known' THEN
			seconds_between(j.since, j.answered) / 60.0 END AS value,
		j.reason,
		CASE j.reason WHEN 'answered' THEN 'met'
			WHEN 'answered-late' THEN 'missed'
			WHEN 'not-answered' THEN 'missed'
			WHEN 'window-open' THEN 'pending'
			ELSE 'excluded' END AS outcome
	FROM judged j
	LEFT JOIN answer a ON a.result = j.id AND a.at = j.answered
	GROUP BY j.id
)
