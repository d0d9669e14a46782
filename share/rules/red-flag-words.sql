-- rule: red-flag-words
-- title: What somebody wrote has words of danger in it
-- version: 1
-- do: alert {"level":"urgent"}
-- to: role:nurse
-- once: about  the message
-- window: 3d
-- reads: message
-- safety: yes
-- tables: red_flag_words
-- sop: red-flag
-- source: words in codes/red_flag_words.tsv
-- note: words are looked for as they stand: somebody reads the message. What it
--   says is in no alert
-- applies:
SELECT m.patient, m.id AS about, CASE WHEN coalesce(m.received, m.at) <= $as_of
		THEN coalesce(m.received, m.at) END AS at,
	CASE WHEN max(CASE w.kind WHEN 'self-harm' THEN 1 ELSE 0 END) = 1
		THEN 'Read this message now: words of self-harm'
		WHEN max(CASE w.kind WHEN 'danger' THEN 1 ELSE 0 END) = 1
		THEN 'Read this message now: words of danger'
		ELSE 'Read this message now: words of violence' END AS title,
	'Words of the list of red flags are in it' AS why
FROM heard_message m
JOIN red_flag_words w ON fold(replace(coalesce(m.subject, '') || ' ' ||
	coalesce(m.text, ''), '’', '''')) LIKE '%' || w.word || '%'
WHERE
	-- from a patient or a person around them, or nobody knows from whom
	coalesce(m.sender_type, 'patient') IN ('patient', 'related')
	-- lately, and not in error
	AND m.at >= $since AND (m.status IS NULL
		OR m.status <> 'entered-in-error')
GROUP BY m.patient, m.id, m.received, m.at;
-- settled:
SELECT s.id, 'voided' AS why FROM standing s
CROSS JOIN message m ON m.id = s.about
WHERE m.status = 'entered-in-error';
-- cases:
-- case: in the middle of a sentence, once
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"message","id":"00000000000000b1","patient":"00000000000000a1","status":"in-progress","sender":"patient/00000000000000a1","text":"since noon I have Chest Pain when I walk, and sometimes I want to die","at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-02T10:01:00-05:00
-- fires: 1
-- made: {"level":"urgent","title":"Read this message now: words of self-harm"}
-- run: 2026-11-02T10:02:00-05:00
-- fires: 0
-- {"type":"message","id":"00000000000000b1","status":"entered-in-error"}
-- run: 2026-11-02T10:03:00-05:00
-- settles: 1 voided
-- case: in Spanish, with accents; harmless; from us
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"staff","id":"00000000000000f1","login":"kim"}
-- {"type":"message","id":"00000000000000b1","patient":"00000000000000a1","status":"in-progress","sender":"patient/00000000000000a1","text":"Me desmayé ayer","at":"2026-11-02T10:00:00-05:00"}
-- {"type":"message","id":"00000000000000b2","patient":"00000000000000a1","status":"in-progress","sender":"patient/00000000000000a1","text":"can I come on Monday?","at":"2026-11-02T10:00:00-05:00"}
-- {"type":"message","id":"00000000000000b3","patient":"00000000000000a1","status":"completed","sender":"staff/00000000000000f1","text":"call 911 for chest pain","at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-02T10:01:00-05:00
-- fires: 1
-- made: {"title":"Read this message now: words of danger"}
