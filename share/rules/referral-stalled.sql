-- rule: referral-stalled
-- title: A referral does not get on
-- version: 1
-- do: task {"kind":"review"}
-- to: role:care-manager
-- once: about  the referral; an item for each stage
-- window: 30d
-- every: 1d
-- about: referral
-- tables: referral_stage
-- sop: referral
-- source: days by stage in codes/referral_stage.tsv: choices of ours
-- note: a stage is as old as the last that was heard of the referral
-- applies:
SELECT r.patient, r.id AS about, r.stage AS item, g.ask AS title,
	moment_of_day(local_day(r.recorded) + CAST(g.days AS INTEGER) /
		CASE WHEN r.priority IN ('urgent', 'asap', 'stat') THEN 2
		ELSE 1 END) AS at,
	moment_of_day(local_day($as_of) + 2) AS due, coalesce(r.priority,
		'routine') AS priority,
	coalesce(r.title || ': ', '') || 'in stage ' || r.stage || ' since ' ||
		said(moment_of_day(local_day(r.recorded))) AS why
FROM referral r
JOIN referral_stage g ON g.stage = r.stage
WHERE
	-- it is not over
	r.status IN ('draft', 'active', 'on-hold')
	-- for longer in its stage than it should be
	AND local_day($as_of) - local_day(r.recorded) >=
		CAST(g.days AS INTEGER) / CASE WHEN r.priority IN ('urgent',
			'asap', 'stat') THEN 2 ELSE 1 END;
-- settled:
SELECT s.id, CASE WHEN r.status NOT IN ('draft', 'active', 'on-hold')
	THEN 'closed' ELSE 'moved-on' END AS why
FROM standing s
CROSS JOIN referral r ON r.id = s.about
WHERE r.status NOT IN ('draft', 'active', 'on-hold') OR r.stage <> s.item;
-- cases:
-- case: sent three days ago; then it is accepted
-- run: 2026-11-02T00:01:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"referral","id":"00000000000000b1","patient":"00000000000000a1","status":"active","stage":"sent","title":"Food pantry"}
-- run: 2026-11-02T10:10:00-05:00
-- fires: 0
-- run: 2026-11-05T10:10:00-05:00
-- fires: 1
-- made: {"title":"Ask whether the referral has arrived"}
-- run: 2026-11-06T10:10:00-05:00
-- fires: 0
-- {"type":"referral","id":"00000000000000b1","stage":"accepted"}
-- run: 2026-11-07T10:10:00-05:00
-- settles: 1 moved-on
-- case: an urgent one is asked for sooner; one that is closed never
-- run: 2027-11-02T00:01:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"referral","id":"00000000000000b1","patient":"00000000000000a1","status":"active","stage":"accepted","priority":"urgent"}
-- {"type":"referral","id":"00000000000000b2","patient":"00000000000000a1","status":"active","stage":"accepted"}
-- {"type":"referral","id":"00000000000000b3","patient":"00000000000000a1","status":"completed","stage":"closed"}
-- run: 2027-11-02T10:10:00-05:00
-- fires: 0
-- run: 2027-11-05T10:10:00-05:00
-- fires: 1
-- {"type":"referral","id":"00000000000000b1","status":"revoked","stage":"cancelled"}
-- run: 2027-11-05T11:10:00-05:00
-- settles: 1 closed
