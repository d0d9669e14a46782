-- rule: weight-gain-heart-failure
-- title: Heart failure: the weight goes up fast
-- version: 1
-- do: alert
-- to: role:nurse
-- once: patient  an item for gain and for loss
-- window: 3d
-- reads: observation
-- calm: 3d
-- codes: heart-failure
-- with: weight-step
-- sop: home-monitoring
-- source: as parts/weight-step.sql says
-- note: only the last weight is judged, in kilograms; whoever took it
-- applies:
WITH ill AS MATERIALIZED (
	SELECT DISTINCT o.person FROM condition_in_force c
	CROSS JOIN patient o ON o.id = c.patient
	WHERE c.codes = 'heart-failure'
)
SELECT w.patient, w.id AS about, w.at, w.step AS item,
	CASE w.step WHEN 'gain' THEN 'warning' ELSE 'info' END AS level,
	CASE w.step WHEN 'gain'
		THEN 'Heart failure: the weight goes up fast, '
		ELSE 'Heart failure: the weight falls, ' END ||
		replace(w.kg || ' ', '.0 ', ' ') || 'kg' AS title,
	CASE w.step WHEN 'gain' THEN '0.91 kg or more in a day, 2 kg in three ' ||
		'days, or 2.27 kg in a week'
		ELSE '0.9 kg or more in two days' END AS why
FROM touched t
CROSS JOIN ill i ON i.person = t.person
CROSS JOIN weight_step w ON w.person = t.person
WHERE
	-- the last weight is much more, or less, than those before
	w.step IS NOT NULL;
-- settled:
SELECT s.id, 'steady' AS why FROM standing s
WHERE NOT EXISTS (SELECT 1 FROM weight_step w
	WHERE w.person = s.person AND w.step = s.item);
-- cases:
-- case: 80.0 80.2 80.4 81.6: on day 4; steady again three days later
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"condition","id":"00000000000000c1","patient":"00000000000000a1","status":"active","code":"I50.22","system":"http://hl7.org/fhir/sid/icd-10-cm"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"29463-7","value":80.0,"unit":"kg","value_std":80.0,"unit_std":"kg","at":"2026-11-02T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"29463-7","value":80.2,"unit":"kg","value_std":80.2,"unit_std":"kg","at":"2026-11-03T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"29463-7","value":80.4,"unit":"kg","value_std":80.4,"unit_std":"kg","at":"2026-11-04T07:00:00-05:00"}
-- run: 2026-11-04T08:00:00-05:00
-- fires: 0
-- {"type":"observation","id":"00000000000000b4","patient":"00000000000000a1","status":"final","code":"29463-7","value":81.6,"unit":"kg","value_std":81.6,"unit_std":"kg","at":"2026-11-05T07:10:00-05:00"}
-- run: 2026-11-05T08:00:00-05:00
-- fires: 1
-- made: {"level":"warning","title":"Heart failure: the weight goes up fast, 81.6 kg"}
-- run: 2026-11-05T08:01:00-05:00
-- fires: 0
-- {"type":"observation","id":"00000000000000b5","patient":"00000000000000a1","status":"final","code":"29463-7","value":81.0,"unit":"kg","value_std":81.0,"unit_std":"kg","at":"2026-11-08T07:10:00-05:00"}
-- run: 2026-11-08T08:00:00-05:00
-- settles: 1 steady
-- case: slowly: 2.3 kg in six days
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"condition","id":"00000000000000c1","patient":"00000000000000a1","status":"active","code":"I50.9","system":"http://hl7.org/fhir/sid/icd-10-cm"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"29463-7","value":80.0,"unit":"kg","value_std":80.0,"unit_std":"kg","at":"2026-11-02T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"29463-7","value":82.0,"unit":"kg","value_std":82.0,"unit_std":"kg","at":"2026-11-07T07:00:00-05:00"}
-- run: 2026-11-07T08:00:00-05:00
-- fires: 0
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"29463-7","value":82.3,"unit":"kg","value_std":82.3,"unit_std":"kg","at":"2026-11-08T07:00:00-05:00"}
-- run: 2026-11-08T08:00:00-05:00
-- fires: 1
-- case: no heart failure; a week ago; and a loss
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"29463-7","value":80.0,"unit":"kg","value_std":80.0,"unit_std":"kg","at":"2026-11-02T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"29463-7","value":84.0,"unit":"kg","value_std":84.0,"unit_std":"kg","at":"2026-11-03T07:00:00-05:00"}
-- {"type":"condition","id":"00000000000000c1","patient":"00000000000000a2","status":"active","code":"I50.9","system":"http://hl7.org/fhir/sid/icd-10-cm"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a2","status":"final","code":"29463-7","value":80.0,"unit":"kg","value_std":80.0,"unit_std":"kg","at":"2026-11-01T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b4","patient":"00000000000000a2","status":"final","code":"29463-7","value":79.1,"unit":"kg","value_std":79.1,"unit_std":"kg","at":"2026-11-03T07:00:00-05:00"}
-- run: 2026-11-03T08:00:00-05:00
-- fires: 1
-- made: {"level":"info"}
