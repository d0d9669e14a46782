-- reminder: task
-- title: A task of the patient's own
-- version: 2
-- about: task
-- with: reached-patient
-- offsets: letter:-7d -1d 0d
-- from: morning
-- reasons: done cancelled taken moved late inactive
-- source: a choice of ours to begin with: each site its own
-- due:
SELECT p.person AS patient, t.id AS about, t.due AS at, t.title AS what
FROM task t JOIN reached_patient p ON p.id = t.patient
WHERE t.role = 'patient' AND t.owner IS NULL
	AND (t.prohibited IS NULL OR t.prohibited = 0)
	AND (t.status = 'requested' OR t.status = 'received'
		OR t.status = 'accepted' OR t.status = 'ready'
		OR t.status = 'in-progress')
	AND t.due <= $last AND is_over(t.due, $as_of) = 0;
-- settled:
SELECT CASE
	WHEN t.status = 'completed' THEN 'done'
	WHEN p.active = 0 OR p.replaced IS NOT NULL THEN 'inactive'
	WHEN t.status IS NULL OR t.prohibited = 1
		OR t.status IN ('cancelled', 'failed', 'rejected', 'on-hold',
			'draft', 'entered-in-error') THEN 'cancelled'
	WHEN t.owner IS NOT NULL OR t.role IS NULL OR t.role <> 'patient'
		THEN 'taken'
	WHEN t.due = $until THEN 'late'
	ELSE 'moved' END AS why
FROM task t LEFT JOIN patient p ON p.id = t.patient WHERE t.id = $about;
