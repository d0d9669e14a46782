-- measure: followup-compliance
-- title: Follow-ups kept in time
-- version: 1
-- kind: proportion
-- better: higher
-- noun: follow-ups that fell due
-- sentence: kept in time
-- basis: tasks of kind follow-up, by the day when they were due. Kept: done,
--   and a visit of that person, or what the task names as its evidence, is
--   within the task's window, from its start (else when it was made) to its end
--   (else when it was due). Evidence is that person's visit that took place,
--   appointment that was kept, or answer that was given; nothing else. Never
--   booked is missed. Cancelled ones are left out and counted; until the window
--   is over the case is pending
-- source: obligations with a kept visit inside the window, of those due
WITH due AS (
	SELECT t.*, coalesce(t.start, t.at, t.due) AS opens,
		coalesce(t.until, t.due) AS closes
	FROM task t
	WHERE t.kind = 'follow-up' AND t.due >= $from AND t.due < $to
		AND (t.at IS NULL OR t.at <= $as_of)
), visit AS (
	SELECT t.id AS task, e.id, 'encounter' AS type, e.at
	FROM due t
	CROSS JOIN patient p ON p.id = t.patient
	CROSS JOIN patient o ON o.person = p.person
	CROSS JOIN encounter_once e ON e.patient = o.id
	WHERE +e.class IN ('AMB', 'VR', 'HH', 'FLD')
		AND (e.status IS NULL OR e.status = 'finished')
		AND e.at <= $as_of
		AND local_day(e.at) BETWEEN local_day(t.opens)
			AND local_day(t.closes)
	UNION ALL
	SELECT t.id, a.id, 'appointment', a.at
	FROM due t
	CROSS JOIN patient p ON p.id = t.patient
	CROSS JOIN patient o ON o.person = p.person
	CROSS JOIN appointment a ON a.patient = o.id
	WHERE +a.status IN ('fulfilled', 'arrived', 'checked-in')
		AND a.at <= $as_of
		AND local_day(a.at) BETWEEN local_day(t.opens)
			AND local_day(t.closes)
), seen AS (
	SELECT task, id, type, min(at) AS at FROM visit GROUP BY task
), shown AS (
	SELECT t.id AS task, t.evidence AS id, t.evidence_type AS type
	FROM due t
	JOIN patient p ON p.id = t.patient
	LEFT JOIN encounter e ON t.evidence_type = 'encounter'
		AND e.id = t.evidence
		AND (e.class IS NULL OR e.class IN ('AMB', 'VR', 'HH', 'FLD'))
		AND (e.status IS NULL OR e.status = 'finished')
	LEFT JOIN appointment a ON t.evidence_type = 'appointment'
		AND a.id = t.evidence
		AND a.status IN ('fulfilled', 'arrived', 'checked-in')
	LEFT JOIN answer w ON t.evidence_type = 'answer'
		AND w.id = t.evidence AND (w.status IS NULL
			OR w.status IN ('completed', 'amended'))
	JOIN patient o ON o.person = p.person
		AND o.id = coalesce(e.patient, a.patient, w.patient)
	WHERE coalesce(e.at, a.at, w.at) <= $as_of
		AND local_day(coalesce(e.at, a.at, w.at))
			BETWEEN local_day(t.opens) AND local_day(t.closes)
), judged AS (
	SELECT t.*, coalesce(shown.id, seen.id) AS visit,
		coalesce(shown.type, seen.type) AS visit_type,
		t.status = 'completed' AND t.done <= $as_of AS is_done,
		coalesce(shown.id, seen.id) IS NOT NULL AS in_time
	FROM due t
	LEFT JOIN seen ON seen.task = t.id
	LEFT JOIN shown ON shown.task = t.id
)
SELECT patient, due AS at, closes AS until, id AS about, 'task' AS about_type,
	visit AS answer, visit_type AS answer_type,
	CASE WHEN status IN ('cancelled', 'rejected', 'entered-in-error',
			'draft') THEN 'excluded'
		WHEN NOT is_over(closes, $as_of) THEN 'pending'
		WHEN is_done AND in_time THEN 'met' ELSE 'missed' END
		AS outcome,
	CASE WHEN status IN ('cancelled', 'rejected', 'entered-in-error',
			'draft') THEN status
		WHEN NOT is_over(closes, $as_of) THEN 'window-open'
		WHEN is_done AND in_time THEN 'kept'
		WHEN is_done THEN 'done-outside-the-window'
		WHEN in_time THEN 'visit-but-not-done'
		ELSE 'not-done' END AS reason
FROM judged
