-- rule: goal-off-track
-- title: A goal will not be reached, or was not
-- version: 1
-- set: ahead=14
-- do: task {"kind":"review","title":"A goal of the plan is off its way: talk about it"}
-- to: role:care-manager
-- once: about  the goal; an item for the way in which it fails
-- window: 30d
-- every: 1d
-- about: goal
-- sop: goal
-- source: achievement in the words of FHIR; looked at $ahead days before it is
--   due: a choice of ours
-- note: a value counts in the goal's own unit alone
-- applies:
SELECT g.patient, g.id AS about, CASE
		WHEN g.achievement IN ('worsening', 'no-progress',
			'not-achieved', 'not-attainable') THEN g.recorded
		WHEN g.due <= $as_of THEN g.due
		ELSE moment_of_day(local_day(g.due) - $ahead) END AS at,
	CASE WHEN g.achievement IN ('worsening', 'no-progress', 'not-achieved',
			'not-attainable') THEN g.achievement
		WHEN g.due <= $as_of THEN 'overdue ' || said(g.due)
		ELSE 'behind ' || said(g.due) END AS item,
	g.plan, moment_of_day(local_day($as_of) + 7) AS due,
	coalesce(g.title || ': ', '') || CASE
		WHEN g.achievement IN ('worsening', 'no-progress',
			'not-achieved', 'not-attainable') THEN g.achievement
		WHEN g.due <= $as_of THEN 'not reached by ' || said(g.due)
		ELSE 'the last value is not there, due ' || said(g.due) END
		AS why
FROM goal g
WHERE
	-- somebody works at it
	(g.status = 'active' OR g.status = 'accepted')
	-- it is not reached
	AND coalesce(g.achievement, '') NOT IN ('achieved', 'sustaining')
	-- its plan is in force
	AND (g.plan IS NULL OR EXISTS (SELECT 1 FROM plan l
		WHERE l.id = g.plan AND l.status = 'active'))
	-- said to fail; or due; or nearly due, and the last value is not there
	AND (g.achievement IN ('worsening', 'no-progress', 'not-achieved',
			'not-attainable')
		OR is_over(g.due, $as_of) = 1
		OR (g.measure IS NOT NULL
			AND local_day(g.due) - local_day($as_of) <= $ahead
			AND EXISTS (SELECT 1 FROM observation_once v
				WHERE v.id = (SELECT o.id FROM patient p
					CROSS JOIN patient q
						ON q.person = p.person
					CROSS JOIN observation_once o
						ON o.patient = q.id
					WHERE p.id = g.patient AND o.at >= g.at
					AND o.at <= $as_of AND o.code = g.measure
					ORDER BY o.at DESC, o.id LIMIT 1)
				AND v.unit_std = g.unit
				AND (v.value_std < g.low
					OR v.value_std > g.high
					OR (g.compare = '<'
						AND v.value_std >= g.high)
					OR (g.compare = '>'
						AND v.value_std <= g.low)))));
-- settled:
SELECT id, why FROM (
	SELECT s.id, CASE
		WHEN g.status NOT IN ('active', 'accepted') THEN 'closed'
		WHEN g.achievement IN ('achieved', 'sustaining') THEN 'reached'
		WHEN EXISTS (SELECT 1 FROM plan l WHERE l.id = g.plan
			AND l.status <> 'active') THEN 'closed'
		WHEN s.item NOT LIKE 'overdue %' AND s.item NOT LIKE 'behind %'
			AND coalesce(g.achievement, '') <> s.item THEN 'changed'
		WHEN (s.item LIKE 'overdue %' OR s.item LIKE 'behind %')
			AND substr(s.item, length(s.item) -
				length(said(g.due)) + 1) <> said(g.due)
			THEN 'changed'
		WHEN s.item LIKE 'behind %' AND is_over(g.due, $as_of) = 1
			THEN 'overdue' END AS why
	FROM standing s
	CROSS JOIN goal g ON g.id = s.about) s
WHERE why IS NOT NULL;
-- cases:
-- case: two weeks before it is due the blood pressure is not there; then it is reached
-- run: 2026-10-31T00:01:00-04:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"plan","id":"00000000000000b1","patient":"00000000000000a1","status":"active"}
-- {"type":"goal","id":"00000000000000c1","patient":"00000000000000a1","plan":"00000000000000b1","status":"active","measure":"8480-6","compare":"<","high":130,"unit":"mm[Hg]","at":"2026-09-01","due":"2026-11-15"}
-- {"type":"observation","id":"00000000000000d1","patient":"00000000000000a1","status":"final","code":"8480-6","value":130,"unit":"mm[Hg]","value_std":130,"unit_std":"mm[Hg]","at":"2026-10-20T10:00:00-04:00"}
-- run: 2026-10-31T10:00:00-04:00
-- fires: 0
-- run: 2026-11-01T10:00:00-05:00
-- fires: 1
-- made: {"kind":"review"}
-- run: 2026-11-02T10:00:00-05:00
-- fires: 0
-- {"type":"goal","id":"00000000000000c1","achievement":"achieved"}
-- run: 2026-11-03T10:00:00-05:00
-- settles: 1 reached
-- case: worsening; the last value is fine; a goal that nobody works at
-- run: 2027-11-02T00:01:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"goal","id":"00000000000000c1","patient":"00000000000000a1","status":"active","achievement":"worsening"}
-- {"type":"goal","id":"00000000000000c2","patient":"00000000000000a1","status":"active","measure":"8480-6","compare":"<","high":130,"unit":"mm[Hg]","at":"2027-09-01","due":"2027-11-15"}
-- {"type":"observation","id":"00000000000000d1","patient":"00000000000000a1","status":"final","code":"8480-6","value":129,"unit":"mm[Hg]","value_std":129,"unit_std":"mm[Hg]","at":"2027-10-20T10:00:00-04:00"}
-- {"type":"goal","id":"00000000000000c3","patient":"00000000000000a1","status":"proposed","due":"2027-10-15"}
-- run: 2027-11-02T10:00:00-05:00
-- fires: 1
-- case: not reached by its day; long ago: counted
-- run: 2028-11-02T00:01:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"goal","id":"00000000000000c1","patient":"00000000000000a1","status":"active","due":"2028-10-31"}
-- {"type":"goal","id":"00000000000000c2","patient":"00000000000000a1","status":"active","due":"2028-03-31"}
-- run: 2028-11-02T10:00:00-05:00
-- fires: 1
-- late: 1
