-- rule: followup-not-booked
-- title: Two days after a stay no visit is booked
-- version: 1
-- do: task {"kind":"follow-up","title":"Book the visit after the stay: none is booked","priority":"urgent"}
-- to: role:care-manager
-- once: about  the stay
-- window: 7d
-- every: 1d
-- about: encounter
-- with: stay-over, visit-since
-- tables: disposition
-- sop: discharge
-- source: a visit within 7 days of discharge (measure followup-7d); asked for on
--   day 2: a choice of ours
-- applies:
SELECT e.patient, e.id AS about, moment_of_day(local_day(e.until) + 2) AS at,
	moment_of_day(local_day(e.until) + 4) AS due,
	moment_of_day(local_day(e.until) + 30) AS until,
	'Left hospital on ' || said(moment_of_day(local_day(e.until))) ||
		'; no visit since, and none ahead' AS why
FROM encounter_once e
LEFT JOIN disposition d ON d.code = e.disposition
WHERE
	-- an acute stay that is over
	(e.class = 'IMP' OR e.class = 'ACUTE')
	AND (e.status IS NULL OR e.status = 'finished')
	-- for two days at least, and not long ago
	AND e.until <= $as_of
	AND e.until > moment_of_day(local_day($as_of) - 10)
	AND local_day($as_of) - local_day(e.until) >= 2
	-- it ended at home, as far as is known
	AND is_over(e.until, e.at) = 0 AND d.followup IS NULL;
-- settled:
SELECT id, why FROM (
	SELECT s.id, coalesce(o.why, CASE WHEN v.seen THEN 'seen'
		WHEN v.booked THEN 'booked' END) AS why
	FROM standing s
	CROSS JOIN stay_over o ON o.stay = s.about
	CROSS JOIN visit_since v ON v.stay = s.about) s
WHERE why IS NOT NULL;
-- cases:
-- case: nothing is booked on day 2; then it is
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00","disposition":"home"}
-- run: 2026-10-30T16:00:00-04:00
-- fires: 0
-- run: 2026-10-31T06:00:00-04:00
-- fires: 1
-- made: {"kind":"follow-up"}
-- run: 2026-11-01T06:00:00-05:00
-- fires: 0
-- {"type":"appointment","id":"00000000000000c1","patient":"00000000000000a1","status":"booked","at":"2026-11-04T12:00:00-05:00"}
-- run: 2026-11-02T06:00:00-05:00
-- settles: 1 booked
-- case: seen already, booked already, back in hospital
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00"}
-- {"type":"encounter","id":"00000000000000b2","patient":"00000000000000a1","status":"finished","class":"AMB","at":"2026-10-30T12:00:00-04:00"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"encounter","id":"00000000000000b3","patient":"00000000000000a2","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00"}
-- {"type":"appointment","id":"00000000000000c2","patient":"00000000000000a2","status":"booked","at":"2026-11-04T12:00:00-05:00"}
-- {"type":"patient","id":"00000000000000a3"}
-- {"type":"encounter","id":"00000000000000b5","patient":"00000000000000a3","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00"}
-- {"type":"encounter","id":"00000000000000b6","patient":"00000000000000a3","status":"in-progress","class":"IMP","at":"2026-10-30T12:00:00-04:00"}
-- run: 2026-10-31T16:00:00-04:00
-- fires: 0
