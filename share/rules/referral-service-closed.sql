-- rule: referral-service-closed
-- title: A referral waits at a service that is no longer offered
-- version: 1
-- do: task {"kind":"review","priority":"urgent"}
-- to: role:care-manager
-- once: about  the referral; an item for each service
-- window: 90d
-- every: 1d
-- about: referral
-- sop: referral
-- source: a choice of ours
-- applies:
SELECT r.patient, r.id AS about, hexid(s.id) AS item, s.recorded AS at,
	'The service is no longer offered: find another, and redirect' AS title,
	moment_of_day(local_day($as_of) + 1) AS due,
	coalesce(s.name || ' ', '') || 'is no longer offered' AS why
FROM service s
CROSS JOIN referral r ON r.service = s.id
WHERE
	-- the service is no longer offered
	s.active = 0
	-- the referral waits there
	AND r.status IN ('draft', 'active', 'on-hold')
	AND (r.stage IS NULL OR r.stage IN ('created', 'consent-ok', 'sent',
		'delivered', 'received', 'accepted', 'scheduled', 'no-show'));
-- settled:
SELECT o.id, CASE WHEN s.active IS NOT 0 THEN 'offered' ELSE 'moved-on' END
	AS why
FROM standing o
CROSS JOIN referral r ON r.id = o.about
LEFT JOIN service s ON s.id = r.service
WHERE s.active IS NOT 0 OR r.status NOT IN ('draft', 'active', 'on-hold')
	OR r.stage NOT IN ('created', 'consent-ok', 'sent', 'delivered',
		'received', 'accepted', 'scheduled', 'no-show')
	OR hexid(s.id) <> o.item;
-- cases:
-- case: the service closes; the referral goes on to another
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"service","id":"00000000000000c1","name":"Rides","active":true}
-- {"type":"service","id":"00000000000000c2","name":"Buses","active":true}
-- {"type":"referral","id":"00000000000000b1","patient":"00000000000000a1","status":"active","stage":"sent","service":"00000000000000c1"}
-- {"type":"referral","id":"00000000000000b2","patient":"00000000000000a1","status":"active","stage":"sent","service":"00000000000000c2"}
-- {"type":"referral","id":"00000000000000b3","patient":"00000000000000a1","status":"completed","stage":"closed","service":"00000000000000c1"}
-- run: 2026-11-02T12:00:00-05:00
-- fires: 0
-- {"type":"service","id":"00000000000000c1","active":false}
-- run: 2026-11-03T12:00:00-05:00
-- fires: 1
-- made: {"kind":"review"}
-- {"type":"referral","id":"00000000000000b1","stage":"redirected","status":"revoked"}
-- run: 2026-11-04T12:00:00-05:00
-- settles: 1 moved-on
