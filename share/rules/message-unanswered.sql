-- rule: message-unanswered
-- title: Somebody wrote to us, and nobody has answered
-- version: 1
-- set: hours=24, soon=4
-- do: alert
-- to: role:care-manager
-- once: about  the message
-- window: 7d
-- every: 1h
-- about: message
-- sop: message
-- source: an answer within a day, within 4 hours where it is urgent: a choice of
--   ours
-- note: the hours are those of the clock: a ladder knows working hours. One
--   alert for a thread: its last message from outside
-- applies:
SELECT m.patient, m.id AS about, coalesce(m.received, m.at) AS at,
	CASE WHEN m.priority IN ('urgent', 'asap', 'stat') THEN 'urgent'
		ELSE 'warning' END AS level, coalesce(m.role, 'care-manager')
		AS role, 'A message waits for an answer' AS title,
	'Written on ' || said(moment_of_day(local_day(m.at))) ||
		'; no answer, and nobody closed it' AS why
FROM message m
WHERE
	-- from a patient or a person around them
	m.sender_type IN ('patient', 'related') AND m.at >= $since
	AND m.patient IS NOT NULL
	-- it arrived, and nobody closed it
	AND (m.status IS NULL OR m.status IN ('in-progress', 'unknown'))
	-- for longer than it should wait
	AND seconds_between(coalesce(m.received, m.at), $as_of) >= 3600 *
		CASE WHEN m.priority IN ('urgent', 'asap', 'stat') THEN $soon
			ELSE $hours END
	-- nobody of us answered it, or wrote in its thread since
	AND NOT EXISTS (SELECT 1 FROM message r
		WHERE r.patient = m.patient AND r.at >= m.at AND r.id <> m.id
		AND (r.reply_to = m.id OR r.thread = coalesce(m.thread, m.id)));
-- settled:
SELECT s.id, CASE WHEN m.status IN ('completed', 'stopped', 'not-done',
	'entered-in-error') THEN 'closed' ELSE 'answered' END AS why
FROM standing s
CROSS JOIN message m ON m.id = s.about
WHERE m.status IN ('completed', 'stopped', 'not-done', 'entered-in-error')
	OR EXISTS (SELECT 1 FROM message r
		WHERE r.patient = m.patient AND r.at >= m.at AND r.id <> m.id
		AND (r.reply_to = m.id OR r.thread = coalesce(m.thread, m.id)));
-- cases:
-- case: after a day; then it is answered
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"message","id":"00000000000000b1","patient":"00000000000000a1","status":"in-progress","sender":"patient/00000000000000a1","role":"nurse","at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-03T09:59:00-05:00
-- fires: 0
-- run: 2026-11-03T11:00:00-05:00
-- fires: 1
-- made: {"level":"warning","role":"nurse"}
-- run: 2026-11-03T12:00:00-05:00
-- fires: 0
-- {"type":"staff","id":"00000000000000f1","login":"kim"}
-- {"type":"message","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","sender":"staff/00000000000000f1","reply_to":"00000000000000b1","at":"2026-11-03T12:10:00-05:00"}
-- run: 2026-11-03T13:00:00-05:00
-- settles: 1 answered
-- case: an urgent one after 4 hours; one that was closed; one from us
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"staff","id":"00000000000000f1","login":"kim"}
-- {"type":"message","id":"00000000000000b1","patient":"00000000000000a1","status":"in-progress","priority":"urgent","sender":"patient/00000000000000a1","at":"2026-11-02T10:00:00-05:00"}
-- {"type":"message","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","sender":"patient/00000000000000a1","at":"2026-11-01T10:00:00-05:00"}
-- {"type":"message","id":"00000000000000b3","patient":"00000000000000a1","status":"in-progress","sender":"staff/00000000000000f1","at":"2026-11-01T10:00:00-05:00"}
-- run: 2026-11-02T14:00:00-05:00
-- fires: 1
-- made: {"level":"urgent"}
-- {"type":"message","id":"00000000000000b1","status":"completed"}
-- run: 2026-11-02T15:00:00-05:00
-- settles: 1 closed
