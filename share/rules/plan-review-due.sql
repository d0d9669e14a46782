-- rule: plan-review-due
-- title: A care plan is due for review
-- version: 1
-- do: task {"kind":"review","title":"Review the care plan"}
-- to: role:care-manager
-- once: about  the plan; an item for each day by which it is to be reviewed
-- window: 30d
-- every: 1d
-- about: plan
-- sop: care-plan-review
-- source: the plan says when, after its template
-- applies:
SELECT l.patient, l.id AS about, l.review AS at, said(l.review) AS item,
	l.id AS plan, moment_of_day(local_day(l.review) + 7) AS due,
	l.author AS owner,
	coalesce(l.title || ': ', '') || 'to be reviewed by ' || said(l.review)
		AS why
FROM plan l
WHERE
	-- the plan is in force
	l.status = 'active'
	-- the day by which it is to be reviewed has come
	AND l.review <= $as_of
	-- it was not reviewed since
	AND (l.reviewed IS NULL OR l.reviewed < l.review);
-- settled:
SELECT s.id, CASE WHEN l.status <> 'active' THEN 'closed' ELSE 'reviewed' END
	AS why
FROM standing s
CROSS JOIN plan l ON l.id = s.about
WHERE l.status <> 'active' OR l.reviewed >= l.review OR l.review IS NULL
	OR l.review > $as_of OR said(l.review) <> s.item;
-- cases:
-- case: on its day; then reviewed, and due again
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"plan","id":"00000000000000b1","patient":"00000000000000a1","status":"active","title":"Asthma","review":"2026-11-02"}
-- run: 2026-11-01T12:00:00-04:00
-- fires: 0
-- run: 2026-11-02T12:00:00-05:00
-- fires: 1
-- made: {"kind":"review"}
-- run: 2026-11-03T12:00:00-05:00
-- fires: 0
-- {"type":"plan","id":"00000000000000b1","reviewed":"2026-11-03","review":"2026-12-03"}
-- run: 2026-11-04T12:00:00-05:00
-- settles: 1 reviewed
-- run: 2026-12-03T12:00:00-05:00
-- fires: 1
-- case: on hold; closed after it was told
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"plan","id":"00000000000000b1","patient":"00000000000000a1","status":"on-hold","review":"2026-11-01"}
-- {"type":"plan","id":"00000000000000b2","patient":"00000000000000a1","status":"active","review":"2026-11-01"}
-- run: 2026-11-02T12:00:00-05:00
-- fires: 1
-- {"type":"plan","id":"00000000000000b2","status":"completed"}
-- run: 2026-11-03T12:00:00-05:00
-- settles: 1 closed
-- case: due half a year ago: counted
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"plan","id":"00000000000000b1","patient":"00000000000000a1","status":"active","review":"2026-05-01"}
-- run: 2026-11-02T12:00:00-05:00
-- late: 1
