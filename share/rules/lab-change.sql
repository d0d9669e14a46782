-- rule: lab-change
-- title: A result has changed much since the last one
-- version: 1
-- do: alert
-- to: role:nurse
-- once: about
-- window: 3d
-- reads: observation
-- tell: corrected voided
-- tables: lab_change
-- sop: abnormal-result
-- source: changes with their sources in codes/lab_change.tsv
-- note: against any earlier result of the same code within the days named for
--   what is counted in its unit (hemoglobin), else against the last one
-- applies:
SELECT o.patient, o.id AS about, CASE WHEN coalesce(o.issued, o.at) <= $as_of
		THEN coalesce(o.issued, o.at) END AS at, c.level,
	'Changed: ' || coalesce(o.name, c.analyte) || ' ' ||
		replace(b.value_std || ' ', '.0 ', ' ') || 'to ' ||
		replace(o.value_std || ' ', '.0 ', ' ') || c.unit AS title,
	'The earlier one is of ' || said(moment_of_day(local_day(b.at))) AS why
FROM touched t
CROSS JOIN patient p ON p.person = t.person
CROSS JOIN observation_once o ON o.patient = p.id
	AND o.at >= moment_of_day(local_day($since) - 30)
CROSS JOIN lab_change c ON c.code = o.code AND c.unit = o.unit_std
CROSS JOIN observation b ON b.id = (SELECT x.id FROM (
	SELECT e.id, e.at, CASE WHEN c.per = 'unit' THEN e.value_std END AS most
	FROM patient q
	CROSS JOIN observation_once e ON e.patient = q.id
	WHERE q.person = p.person AND e.at < o.at AND e.code = o.code
	AND e.at > moment_of_day(local_day(o.at) - CAST(c.days AS INTEGER) - 1)
	AND e.unit_std = o.unit_std AND e.value_std IS NOT NULL
	AND (e.status IS NULL OR e.status IN ('final', 'amended', 'corrected'))
	) x ORDER BY x.most DESC, x.at DESC, x.id LIMIT 1)
WHERE
	-- given out lately
	coalesce(o.issued, o.at) >= $since
	-- the laboratory stands by it: final, amended or corrected
	AND (o.status IS NULL OR o.status IN ('final', 'amended', 'corrected'))
	-- so much less, or more, than the earlier one
	AND ((c.per = 'unit' AND c.turn = 'fall' AND b.value_std - o.value_std >=
			CAST(c.amount AS REAL) - 0.0001)
		OR (c.per = 'percent' AND c.turn = 'fall' AND 100 *
			(b.value_std - o.value_std) > CAST(c.amount AS REAL) *
			b.value_std)
		OR (c.per = 'percent' AND c.turn = 'rise' AND 100 *
			(o.value_std - b.value_std) >= CAST(c.amount AS REAL) *
			b.value_std));
-- settled:
SELECT s.id, CASE
	WHEN o.status IN ('entered-in-error', 'cancelled') THEN 'voided'
	WHEN o.same_as IS NOT NULL THEN 'same'
	ELSE 'corrected' END AS why
FROM standing s
CROSS JOIN observation o ON o.id = s.about
WHERE o.status IN ('entered-in-error', 'cancelled') OR o.same_as IS NOT NULL
	OR (o.status IN ('amended', 'corrected')
		AND coalesce(o.issued, o.recorded) > s.at);
-- cases:
-- case: hemoglobin 13.1 to 11.1 within a week; voided
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"718-7","name":"Hemoglobin","value":13.1,"unit":"g/dL","value_std":13.1,"unit_std":"g/dL","at":"2026-10-26T07:30:00Z"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"718-7","name":"Hemoglobin","value":12,"unit":"g/dL","value_std":12,"unit_std":"g/dL","at":"2026-10-30T07:30:00Z"}
-- run: 2026-10-30T08:00:00Z
-- fires: 0
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"718-7","name":"Hemoglobin","value":11,"unit":"g/dL","value_std":11,"unit_std":"g/dL","at":"2026-11-01T07:30:00Z"}
-- run: 2026-11-01T08:00:00Z
-- fires: 1
-- made: {"level":"urgent","title":"Changed: Hemoglobin 13.1 to 11 g/dL"}
-- run: 2026-11-01T08:01:00Z
-- fires: 0
-- {"type":"observation","id":"00000000000000b3","status":"entered-in-error"}
-- run: 2026-11-01T09:00:00Z
-- settles: 1 voided
-- case: eGFR by exactly 20 percent, and by more; in another unit; long before
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"patient","id":"00000000000000a3"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"98979-8","value":50,"unit_std":"mL/min/{1.73_m2}","value_std":50,"at":"2026-09-26T07:30:00Z"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"98979-8","value":40,"unit_std":"mL/min/{1.73_m2}","value_std":40,"at":"2026-10-30T07:30:00Z"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a2","status":"final","code":"98979-8","value":50,"unit_std":"mL/min/{1.73_m2}","value_std":50,"at":"2026-09-26T07:30:00Z"}
-- {"type":"observation","id":"00000000000000b4","patient":"00000000000000a2","status":"final","code":"98979-8","value":39,"unit_std":"mL/min/{1.73_m2}","value_std":39,"at":"2026-10-30T07:30:00Z"}
-- {"type":"observation","id":"00000000000000b5","patient":"00000000000000a3","status":"final","code":"718-7","value":14,"unit_std":"g/dL","value_std":14,"at":"2026-10-20T07:30:00Z"}
-- {"type":"observation","id":"00000000000000b6","patient":"00000000000000a3","status":"final","code":"718-7","value":10,"unit_std":"g/dL","value_std":10,"at":"2026-10-30T07:30:00Z"}
-- run: 2026-10-30T08:00:00Z
-- fires: 1
-- made: {"level":"warning"}
