-- rule: plan-changed-unacknowledged
-- title: A care plan changed, and somebody of the team has not looked at it
-- version: 1
-- do: alert {"level":"info","title":"The care plan changed: look at it, and acknowledge it"}
-- to: role:care-manager
-- once: about  the plan; an item for each of the team
-- window: 14d
-- every: 1d
-- reads: plan goal activity ack team
-- with: plan-team, plan-changed
-- sop: care-plan-change
-- source: each of the team acknowledges a changed plan: a choice of ours
-- note: `owner` is whose it is. Only who has a login can acknowledge
-- applies:
SELECT m.patient, m.plan AS about, CASE
		WHEN seconds_between(c.changed, $as_of) > 0 THEN c.changed END
		AS at,
	m.login AS item, m.staff AS owner,
	'Changed, and not acknowledged since' AS why
FROM touched t
CROSS JOIN patient p ON p.person = t.person
CROSS JOIN plan_team m ON m.patient = p.id
CROSS JOIN plan_changed c ON c.plan = m.plan
WHERE
	-- whoever is of the team has not seen it since it changed
	NOT EXISTS (SELECT 1 FROM ack k WHERE k.about = m.plan
		AND k.staff = m.staff AND k.at >= c.changed);
-- settled:
SELECT id, why FROM (
	SELECT s.id, CASE
		WHEN l.status <> 'active' THEN 'closed'
		WHEN NOT EXISTS (SELECT 1 FROM plan_team m
			WHERE m.plan = l.id AND m.login = s.item)
			THEN 'left-the-team'
		WHEN EXISTS (SELECT 1 FROM ack k
			JOIN staff f ON f.id = k.staff
			WHERE k.about = l.id AND f.login = s.item
			AND k.at >= (SELECT c.changed FROM plan_changed c
				WHERE c.plan = l.id)) THEN 'acknowledged'
		END AS why
	FROM standing s
	CROSS JOIN plan l ON l.id = s.about) s
WHERE why IS NOT NULL;
-- cases:
-- case: made; one of two acknowledges it; changed again
-- run: 2026-11-02T09:00:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"staff","id":"00000000000000f1","login":"kim","kind":"person"}
-- {"type":"staff","id":"00000000000000f2","login":"lee","kind":"person"}
-- {"type":"staff","id":"00000000000000f3","kind":"outside"}
-- {"type":"team","id":"00000000000000e1","patient":"00000000000000a1","status":"active","member":"staff/00000000000000f1"}
-- {"type":"team","id":"00000000000000e2","patient":"00000000000000a1","status":"active","member":"staff/00000000000000f2"}
-- {"type":"team","id":"00000000000000e3","patient":"00000000000000a1","status":"active","member":"staff/00000000000000f3"}
-- {"type":"plan","id":"00000000000000b1","patient":"00000000000000a1","status":"active","title":"Diabetes"}
-- run: 2026-11-02T10:00:00-05:00
-- fires: 2
-- made: {"level":"info"}
-- {"type":"ack","id":"00000000000000c1","patient":"00000000000000a1","about":"plan/00000000000000b1","staff":"00000000000000f1","at":"2026-11-02T11:00:00-05:00"}
-- run: 2026-11-02T12:00:00-05:00
-- settles: 1 acknowledged
-- {"type":"activity","id":"00000000000000d1","patient":"00000000000000a1","plan":"00000000000000b1","title":"Walk","status":"not-started"}
-- run: 2026-11-03T12:00:00-05:00
-- fires: 1
-- case: closed, and who left the team
-- run: 2026-11-02T09:00:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"staff","id":"00000000000000f1","login":"kim","kind":"person"}
-- {"type":"staff","id":"00000000000000f2","login":"lee","kind":"person"}
-- {"type":"team","id":"00000000000000e1","patient":"00000000000000a1","status":"active","member":"staff/00000000000000f1"}
-- {"type":"team","id":"00000000000000e2","patient":"00000000000000a1","status":"active","member":"staff/00000000000000f2"}
-- {"type":"plan","id":"00000000000000b1","patient":"00000000000000a1","status":"active"}
-- run: 2026-11-02T10:00:00-05:00
-- fires: 2
-- {"type":"team","id":"00000000000000e2","status":"inactive"}
-- run: 2026-11-02T11:00:00-05:00
-- settles: 1 left-the-team
-- {"type":"plan","id":"00000000000000b1","status":"completed"}
-- run: 2026-11-02T12:00:00-05:00
-- settles: 1 closed
-- case: a draft, and nobody of the team uses the hub
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"staff","id":"00000000000000f3","kind":"outside"}
-- {"type":"team","id":"00000000000000e3","patient":"00000000000000a1","status":"active","member":"staff/00000000000000f3"}
-- {"type":"plan","id":"00000000000000b1","patient":"00000000000000a1","status":"active"}
-- {"type":"plan","id":"00000000000000b2","patient":"00000000000000a1","status":"draft"}
-- run: 2026-11-02T10:00:00-05:00
-- fires: 0
