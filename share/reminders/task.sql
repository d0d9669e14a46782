-- reminder: task
-- title: A task of the patient's own
-- version: 1
-- about: task
-- offsets: -1d 0d
-- from: morning
-- reasons: done cancelled taken moved late
-- source: a choice of ours to begin with: each site its own
-- due:
SELECT p.person AS patient, t.id AS about, t.due AS at, t.title AS what
FROM task t JOIN living_patient p ON p.id = t.patient
WHERE t.role = 'patient' AND t.owner IS NULL
	AND (t.status = 'requested' OR t.status = 'received'
		OR t.status = 'accepted' OR t.status = 'ready'
		OR t.status = 'in-progress')
	AND t.due <= $last AND is_over(t.due, $as_of) = 0;
-- settled:
SELECT CASE
	WHEN status = 'completed' THEN 'done'
	WHEN status IS NULL OR status IN ('cancelled', 'failed', 'rejected',
		'on-hold', 'draft', 'entered-in-error') THEN 'cancelled'
	WHEN owner IS NOT NULL OR role IS NULL OR role <> 'patient' THEN 'taken'
	WHEN due = $until THEN 'late'
	ELSE 'moved' END AS why
FROM task WHERE id = $about;
