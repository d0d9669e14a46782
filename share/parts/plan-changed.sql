-- part: plan-changed
-- title: When an active plan last changed: it, a goal, or an activity of it
-- version: 1
-- note: as the hub heard of it. Acknowledgements are no change
plan_changed AS (
	SELECT l.id AS plan, l.patient, (SELECT max(x.recorded)
		FROM (SELECT l.recorded
			UNION ALL
			SELECT g.recorded FROM goal g WHERE g.plan = l.id
			UNION ALL
			SELECT a.recorded FROM activity a WHERE a.plan = l.id) x)
		AS changed
	FROM plan l
	WHERE l.status = 'active'
)
