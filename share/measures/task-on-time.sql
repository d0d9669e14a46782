-- measure: task-on-time
-- title: Tasks done in time
-- version: 1
-- kind: proportion
-- better: higher
-- noun: tasks that fell due
-- sentence: done in time
-- basis: tasks about a person, by when they were due; a day that was named
--   lasts until midnight. The first time that a task was finished counts, also
--   if it was opened again. Open ones past their time, and failed ones, are
--   late. Cancelled and refused ones, drafts, and tasks without a deadline are
--   left out and counted; time on hold is not taken off
-- source: done by the deadline, of those done, failed or overdue
SELECT t.patient, coalesce(t.due, t.at) AS at, t.id AS about,
	'task' AS about_type,
	CASE WHEN t.due IS NULL OR t.status IN ('cancelled', 'rejected',
			'draft') THEN 'excluded'
		WHEN t.done <= $as_of THEN CASE WHEN is_over(t.due, t.done)
			THEN 'missed' ELSE 'met' END
		WHEN t.status = 'completed' AND t.done IS NULL THEN 'excluded'
		WHEN t.status = 'failed' OR is_over(t.due, $as_of)
			THEN 'missed'
		ELSE 'pending' END AS outcome,
	CASE WHEN t.status IN ('cancelled', 'rejected', 'draft')
			THEN t.status
		WHEN t.due IS NULL THEN 'no-deadline'
		WHEN t.done <= $as_of THEN CASE WHEN is_over(t.due, t.done)
			THEN 'done-late' END
		WHEN t.status = 'completed' AND t.done IS NULL
			THEN 'time-not-known'
		WHEN t.status = 'failed' THEN 'failed'
		WHEN is_over(t.due, $as_of) THEN 'overdue'
		ELSE 'not-due-yet' END AS reason
FROM task t
WHERE coalesce(t.due, t.at) >= $from AND coalesce(t.due, t.at) < $to
	AND (t.at IS NULL OR t.at <= $as_of)
	AND (t.status IS NULL OR t.status <> 'entered-in-error')
