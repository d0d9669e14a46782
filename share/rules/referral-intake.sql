-- rule: referral-intake
-- title: A referral came in, and nobody has answered it
-- version: 1
-- do: task {"kind":"intake"}
-- to: role:care-manager
-- once: about  the referral
-- window: 14d
-- reads: referral
-- about: referral
-- tables: service_category
-- sop: referral
-- source: answered within two days: a choice of ours, after what community
--   networks ask of their members
-- note: of referrals that a feed brings, for a category of the directory; orders
--   of tests and medicines are none. What is missing is in the task's words
-- applies:
SELECT r.patient, r.id AS about, coalesce(r.at, r.recorded) AS at,
	moment_of_day(local_day($as_of) + CASE WHEN r.priority IN ('urgent',
		'asap', 'stat') THEN 1 ELSE 2 END) AS due,
	coalesce(r.priority, 'routine') AS priority,
	CASE WHEN m.missing IS NULL THEN 'Take in a referral: it is complete'
		ELSE 'Take in a referral; missing: ' || m.missing END AS title,
	'A referral for ' || r.category || ' came in' AS why
FROM heard_referral r
JOIN service_category g ON g.category = r.category
CROSS JOIN patient p ON p.id = r.patient
JOIN (SELECT h.id, nullif(rtrim(
		CASE WHEN coalesce(h.reason, h.reason_code, h.about) IS NULL
			THEN 'why, ' ELSE '' END ||
		CASE WHEN coalesce(h.requester, h.asked_by, h.requester_name)
			IS NULL THEN 'who asks, ' ELSE '' END ||
		CASE WHEN coalesce(h.title, h.code) IS NULL
			THEN 'what is asked for, ' ELSE '' END ||
		CASE WHEN q.birth IS NULL THEN 'date of birth, ' ELSE '' END ||
		CASE WHEN q.zip IS NULL AND NOT EXISTS (SELECT 1 FROM address a
			WHERE a.patient = q.id) THEN 'address, ' ELSE '' END ||
		CASE WHEN NOT EXISTS (SELECT 1 FROM contact c
			WHERE c.patient = q.id AND c.system IN ('phone', 'sms',
			'email')) THEN 'a way to reach them, ' ELSE '' END,
		', '), '') AS missing
	FROM heard_referral h CROSS JOIN patient q ON q.id = h.patient) m
	ON m.id = r.id
WHERE
	-- a feed brought it, and it is to be done
	r.source <> 'hub' AND r.status IN ('active', 'draft')
	AND r.prohibited IS NOT 1
	-- it is no order of a test or a medicine
	AND r.category NOT IN ('laboratory', 'imaging', 'pharmacy')
	-- nobody has answered it
	AND (r.stage IS NULL OR r.stage IN ('sent', 'delivered', 'received'));
-- settled:
SELECT s.id, CASE WHEN r.status NOT IN ('active', 'draft') THEN 'closed'
	ELSE 'answered' END AS why
FROM standing s
CROSS JOIN referral r ON r.id = s.about
WHERE r.status NOT IN ('active', 'draft') OR r.stage NOT IN ('sent',
	'delivered', 'received');
-- cases:
-- case: one that lacks much; then it is accepted
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"referral","id":"00000000000000b1","patient":"00000000000000a1","status":"active","category":"food","source":"network","at":"2026-11-02"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- made: {"kind":"intake","title":"Take in a referral; missing: why, who asks, what is asked for, date of birth, address, a way to reach them"}
-- run: 2026-11-02T14:01:00Z
-- fires: 0
-- {"type":"referral","id":"00000000000000b1","stage":"accepted"}
-- run: 2026-11-03T14:00:00Z
-- settles: 1 answered
-- case: one that is whole; the order of a test; one of ours
-- {"type":"patient","id":"00000000000000a2","birth":"1960-01-01","zip":"12345"}
-- {"type":"contact","id":"00000000000000c1","patient":"00000000000000a2","system":"phone","value":"555-0101"}
-- {"type":"referral","id":"00000000000000b2","patient":"00000000000000a2","status":"active","category":"food","title":"Food box","reason":"no food","requester_name":"Dr. Oak","source":"network","at":"2026-11-02"}
-- {"type":"referral","id":"00000000000000b3","patient":"00000000000000a2","status":"active","category":"laboratory","source":"network","at":"2026-11-02"}
-- {"type":"referral","id":"00000000000000b4","patient":"00000000000000a2","status":"active","category":"food","source":"hub","at":"2026-11-02"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- made: {"title":"Take in a referral: it is complete"}
-- {"type":"referral","id":"00000000000000b2","status":"revoked"}
-- run: 2026-11-03T14:00:00Z
-- settles: 1 closed
