-- reminder: activity
-- title: What an active plan has the patient do, each time at its own hour
-- version: 2
-- about: activity
-- with: reached-patient
-- reasons: done closed taken moved inactive
-- source: the plan says when; the hours are those of the person's own day
-- due:
SELECT p.person AS patient, a.id AS about, a.title AS what, a.at, a.every,
	a.until AS ends, a.timing, a.shift
FROM activity a JOIN plan l ON l.id = a.plan
	JOIN reached_patient p ON p.id = a.patient
WHERE a.role = 'patient' AND l.status = 'active'
	AND (a.prohibited IS NULL OR a.prohibited = 0)
	AND (l.until IS NULL OR is_over(l.until, $as_of) = 0)
	AND (a.status IS NULL OR a.status = 'not-started'
		OR a.status = 'scheduled' OR a.status = 'in-progress')
	AND a.at IS NOT NULL;
-- settled:
SELECT CASE
	WHEN a.status = 'completed' THEN 'done'
	WHEN p.active = 0 OR p.replaced IS NOT NULL THEN 'inactive'
	WHEN a.prohibited = 1 OR l.status IS NULL OR l.status <> 'active'
		OR is_over(l.until, $as_of) = 1
		OR a.status IN ('cancelled', 'stopped', 'on-hold',
			'entered-in-error') THEN 'closed'
	WHEN a.role IS NULL OR a.role <> 'patient' THEN 'taken'
	ELSE 'moved' END AS why
FROM activity a LEFT JOIN plan l ON l.id = a.plan
	LEFT JOIN patient p ON p.id = a.patient
WHERE a.id = $about;
