-- rule: critical-lab
-- title: A critical result: somebody must know now
-- version: 1
-- do: alert {"level":"critical","needs":"read-back"}
-- to: role:nurse
-- once: about  the result; a correction that is critical, too, is another one
-- window: 7d
-- reads: observation
-- safety: yes
-- ladder: critical
-- tell: corrected voided
-- tables: critical
-- sop: critical-result
-- source: limits with their sources in codes/critical.tsv; a repeat within 24
--   hours of one that was answered, and not worse by more than 10 percent, is
--   suppressed: a choice of ours, after laboratories that telephone changes only
-- note: children are told of only by the sender's own HH, LL or AA. Nothing is
--   compared in a unit that is not understood: see unit-not-understood
-- applies:
SELECT o.patient, o.id AS about,
	CASE WHEN coalesce(o.issued, o.at) <= $as_of
		THEN coalesce(o.issued, o.at) END AS at,
	CASE WHEN o.status IN ('amended', 'corrected') THEN o.status || ' ' ||
		said(coalesce(o.issued, o.at)) || ' ' ELSE '' END ||
		coalesce(o.value, o.vcode, o.text, o.flag, '') AS item,
	'Critical: ' || coalesce(o.name, l.analyte, o.code, 'a result') || ' ' ||
		coalesce(coalesce(o.compare, '') ||
			replace(o.value || ' ', '.0 ', ' ') ||
			coalesce(o.unit, ''), o.text, o.vcode, '') AS title,
	CASE WHEN o.flag IN ('HH', 'LL', 'AA')
		THEN 'The sender flags this result as critical: ' || o.flag
		ELSE 'At or beyond the limit at which a laboratory telephones'
		END AS why,
	CASE WHEN r.id IS NOT NULL THEN 'suppressed' END AS status,
	CASE WHEN r.id IS NOT NULL THEN 'repeat' END AS reason
FROM heard_observation o
LEFT JOIN critical l ON l.unit = o.unit_std AND l.code = CASE
	WHEN o.system IS NULL OR o.system = 'http://loinc.org' THEN o.code
	ELSE (SELECT min(g.code) FROM coding g
		WHERE g.record = o.id AND g.field = 'code'
		AND g.code IN (SELECT code FROM critical)) END
LEFT JOIN observation r ON r.id = (SELECT b.id
	FROM patient p
	CROSS JOIN patient q ON q.person = p.person
	CROSS JOIN observation b ON b.patient = q.id
	CROSS JOIN alert a ON a.about = b.id
	WHERE p.id = o.patient AND coalesce(o.issued, o.at) >= $since
		AND b.at < o.at AND seconds_between(b.at, o.at) <= 86400
		AND b.code = o.code AND b.unit_std = o.unit_std
		AND (b.status IS NULL OR b.status IN ('final', 'amended',
			'corrected'))
		AND a.rule = 'critical-lab' AND a.acknowledged <= $as_of
		AND (((o.flag = 'HH' AND b.flag = 'HH'
				OR o.value_std >= CAST(l.high AS REAL)
				AND b.value_std >= CAST(l.high AS REAL))
				AND o.value_std <= 1.1 * b.value_std)
			OR ((o.flag = 'LL' AND b.flag = 'LL'
				OR o.value_std <= CAST(l.low AS REAL)
				AND b.value_std <= CAST(l.low AS REAL))
				AND o.value_std >= 0.9 * b.value_std))
	ORDER BY b.at DESC, b.id LIMIT 1)
WHERE
	-- another record of the same result does not count for it
	o.same_as IS NULL
	-- the laboratory stands by it: final, amended or corrected
	AND (o.status IS NULL OR o.status IN ('final', 'amended', 'corrected'))
	-- flagged HH, LL or AA; or an adult's value at or beyond the limit
	AND (o.flag IN ('HH', 'LL', 'AA')
		OR (((o.value_std <= CAST(l.low AS REAL)
				AND coalesce(o.compare, '<') LIKE '<%')
			OR (o.value_std >= CAST(l.high AS REAL)
				AND coalesce(o.compare, '>') LIKE '>%'))
			AND (SELECT coalesce(age_on(p.birth, o.at), 18)
				FROM patient p WHERE p.id = o.patient) >= 18));
-- settled:
SELECT s.id, CASE
	WHEN o.status IN ('entered-in-error', 'cancelled') THEN 'voided'
	WHEN o.same_as IS NOT NULL THEN 'same'
	ELSE 'corrected' END AS why
FROM standing s
CROSS JOIN observation o ON o.id = s.about
LEFT JOIN critical l ON l.unit = o.unit_std AND l.code = CASE
	WHEN o.system IS NULL OR o.system = 'http://loinc.org' THEN o.code
	ELSE (SELECT min(g.code) FROM coding g
		WHERE g.record = o.id AND g.field = 'code'
		AND g.code IN (SELECT code FROM critical)) END
WHERE
	-- it counts by another record, was taken back or corrected, or is not
	-- critical any more
	(o.same_as IS NOT NULL
	OR o.status IN ('entered-in-error', 'cancelled')
	OR s.item <> CASE WHEN o.status IN ('amended', 'corrected')
		THEN o.status || ' ' || said(coalesce(o.issued, o.at)) || ' '
		ELSE '' END || coalesce(o.value, o.vcode, o.text, o.flag, '')
	OR (coalesce(o.flag, '') NOT IN ('HH', 'LL', 'AA')
		AND coalesce(o.value_std > CAST(l.low AS REAL)
			OR coalesce(o.compare, '<') NOT LIKE '<%', l.code IS NULL
			OR l.low IS NULL OR o.value_std IS NULL)
		AND coalesce(o.value_std < CAST(l.high AS REAL)
			OR coalesce(o.compare, '>') NOT LIKE '>%', l.code IS NULL
			OR l.high IS NULL OR o.value_std IS NULL)));
-- cases:
-- case: raised once; a correction to a normal value withdraws it
-- {"type":"patient","id":"00000000000000a1","family":"Aster","birth":"1960-02-03"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","name":"Potassium","value":6.8,"unit":"mmol/L","value_std":6.8,"unit_std":"mmol/L","flag":"HH","at":"2026-11-01T07:30:00Z","issued":"2026-11-01T08:00:00Z"}
-- run: 2026-11-01T08:01:00Z
-- fires: 1
-- made: {"level":"critical","needs":"read-back","title":"Critical: Potassium 6.8 mmol/L"}
-- run: 2026-11-01T08:02:00Z
-- fires: 0
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"corrected","code":"2823-3","system":"http://loinc.org","name":"Potassium","value":4.8,"unit":"mmol/L","value_std":4.8,"unit_std":"mmol/L","flag":null,"at":"2026-11-01T07:30:00Z","issued":"2026-11-01T09:30:00Z"}
-- run: 2026-11-01T09:32:00Z
-- fires: 0
-- settles: 1 corrected
-- case: corrected, and still critical: withdrawn, and raised anew
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":6.8,"unit":"mmol/L","value_std":6.8,"unit_std":"mmol/L","at":"2026-11-01T07:30:00Z","issued":"2026-11-01T08:00:00Z"}
-- run: 2026-11-01T08:01:00Z
-- fires: 1
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"corrected","code":"2823-3","system":"http://loinc.org","value":6.3,"unit":"mmol/L","value_std":6.3,"unit_std":"mmol/L","at":"2026-11-01T07:30:00Z","issued":"2026-11-01T09:00:00Z"}
-- run: 2026-11-01T09:01:00Z
-- fires: 1
-- settles: 1 corrected
-- case: another value of the same result, said to be final still: raised anew
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","name":"Potassium","value":6.8,"unit":"mmol/L","value_std":6.8,"unit_std":"mmol/L","at":"2026-11-01T07:30:00Z","issued":"2026-11-01T08:00:00Z"}
-- run: 2026-11-01T08:01:00Z
-- fires: 1
-- {"type":"observation","id":"00000000000000b1","value":7.9,"value_std":7.9}
-- run: 2026-11-01T08:05:00Z
-- settles: 1 corrected
-- fires: 1
-- made: {"title":"Critical: Potassium 7.9 mmol/L"}
-- case: voided by the laboratory
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":2.8,"unit":"mmol/L","value_std":2.8,"unit_std":"mmol/L","at":"2026-11-01T07:30:00Z","issued":"2026-11-01T08:00:00Z"}
-- run: 2026-11-01T08:01:00Z
-- fires: 1
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"entered-in-error"}
-- run: 2026-11-01T08:30:00Z
-- settles: 1 voided
-- case: at the limit, inside it, preliminary, and a child's
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03"}
-- {"type":"patient","id":"00000000000000a2","birth":"2020-02-03"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":6.2,"unit":"mmol/L","value_std":6.2,"unit_std":"mmol/L","at":"2026-11-01T07:30:00Z"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":6.1,"unit":"mmol/L","value_std":6.1,"unit_std":"mmol/L","at":"2026-11-01T07:40:00Z"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"preliminary","code":"2823-3","system":"http://loinc.org","value":7.1,"unit":"mmol/L","value_std":7.1,"unit_std":"mmol/L","at":"2026-11-01T07:50:00Z"}
-- {"type":"observation","id":"00000000000000b4","patient":"00000000000000a2","status":"final","code":"2823-3","system":"http://loinc.org","value":6.3,"unit":"mmol/L","value_std":6.3,"unit_std":"mmol/L","at":"2026-11-01T07:50:00Z"}
-- {"type":"observation","id":"00000000000000b5","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":6.8,"unit":"mg/L","at":"2026-11-01T07:55:00Z"}
-- run: 2026-11-01T08:01:00Z
-- fires: 1
-- case: years late: counted, not raised
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":6.8,"unit":"mmol/L","value_std":6.8,"unit_std":"mmol/L","flag":"HH","at":"2019-11-01T07:30:00Z"}
-- run: 2026-11-01T08:01:00Z
-- late: 1
-- case: a repeat within a day of one that was answered is there, but suppressed; a worse one is raised
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":6.5,"unit":"mmol/L","value_std":6.5,"unit_std":"mmol/L","at":"2026-11-01T07:30:00Z"}
-- run: 2026-11-01T08:01:00Z
-- fires: 1
-- {"type":"alert","id":"00000000000000c1","patient":"00000000000000a1","status":"acknowledged","level":"critical","rule":"critical-lab","about":"observation/00000000000000b1","at":"2026-11-01T08:01:00Z","acknowledged":"2026-11-01T08:20:00Z"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":6.6,"unit":"mmol/L","value_std":6.6,"unit_std":"mmol/L","at":"2026-11-01T11:30:00Z"}
-- run: 2026-11-01T12:00:00Z
-- fires: 1
-- made: {"status":"suppressed","reason":"repeat"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":7.5,"unit":"mmol/L","value_std":7.5,"unit_std":"mmol/L","at":"2026-11-01T13:30:00Z"}
-- run: 2026-11-01T14:00:00Z
-- fires: 1
