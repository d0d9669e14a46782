-- reminder: activity
-- title: What an active plan has the patient do, each time at its own hour
-- version: 1
-- about: activity
-- reasons: done closed taken moved
-- source: the plan says when; the hours are those of the person's own day
-- due:
SELECT p.person AS patient, a.id AS about, a.title AS what, a.at, a.every,
	a.until AS ends, a.timing, a.shift
FROM activity a JOIN plan l ON l.id = a.plan
	JOIN living_patient p ON p.id = a.patient
WHERE a.role = 'patient' AND l.status = 'active'
	AND (l.until IS NULL OR is_over(l.until, $as_of) = 0)
	AND (a.status IS NULL OR a.status = 'not-started'
		OR a.status = 'scheduled' OR a.status = 'in-progress')
	AND a.at IS NOT NULL;
-- settled:
SELECT CASE
	WHEN a.status = 'completed' THEN 'done'
	WHEN l.status IS NULL OR l.status <> 'active'
		OR is_over(l.until, $as_of) = 1
		OR a.status IN ('cancelled', 'stopped', 'on-hold',
			'entered-in-error') THEN 'closed'
	WHEN a.role IS NULL OR a.role <> 'patient' THEN 'taken'
	ELSE 'moved' END AS why
FROM activity a LEFT JOIN plan l ON l.id = a.plan
WHERE a.id = $about;
