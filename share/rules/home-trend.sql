-- rule: home-trend
-- title: Readings from home go the wrong way
-- version: 1
-- do: alert {"level":"info"}
-- to: role:nurse
-- once: patient  an item for each signal
-- window: 2d
-- reads: observation
-- with: home-trend
-- sop: home-monitoring
-- source: as parts/home-trend.sql says
-- note: looked at on the next working day. A single reading that is far out is
--   told by home-reading
-- applies:
SELECT h.patient, h.id AS about, h.at, h.trend AS item,
	'From home, in a week: ' || h.trend AS title,
	h.n || ' readings in seven days' AS why
FROM home_trend h
WHERE
	-- the week's readings go the wrong way
	h.trend IS NOT NULL
ORDER BY h.at DESC, h.id;
-- settled:
SELECT s.id, 'better' AS why FROM standing s
WHERE NOT EXISTS (SELECT 1 FROM home_trend h
	WHERE h.person = s.person AND h.trend = s.item);
-- cases:
-- case: glucose above 250 twice in a day; better on the next
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"41653-7","value":251,"unit":"mg/dL","value_std":251,"unit_std":"mg/dL","at":"2026-11-02T07:00:00-05:00"}
-- run: 2026-11-02T08:00:00-05:00
-- fires: 0
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"41653-7","value":260,"unit":"mg/dL","value_std":260,"unit_std":"mg/dL","at":"2026-11-02T18:00:00-05:00"}
-- run: 2026-11-02T19:00:00-05:00
-- fires: 1
-- made: {"level":"info","title":"From home, in a week: glucose"}
-- run: 2026-11-02T19:01:00-05:00
-- fires: 0
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"41653-7","value":140,"unit":"mg/dL","value_std":140,"unit_std":"mg/dL","at":"2026-11-03T18:00:00-05:00"}
-- run: 2026-11-03T19:00:00-05:00
-- settles: 1 better
-- case: the heart beats 20 faster than the mean of those before; 19 is not enough
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"8867-4","value_std":70,"unit_std":"/min","at":"2026-11-01T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"8867-4","value_std":72,"unit_std":"/min","at":"2026-11-02T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"8867-4","value_std":68,"unit_std":"/min","at":"2026-11-03T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b4","patient":"00000000000000a1","status":"final","code":"8867-4","value_std":90,"unit_std":"/min","at":"2026-11-04T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000c1","patient":"00000000000000a2","status":"final","code":"8867-4","value_std":70,"unit_std":"/min","at":"2026-11-01T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000c2","patient":"00000000000000a2","status":"final","code":"8867-4","value_std":72,"unit_std":"/min","at":"2026-11-02T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000c3","patient":"00000000000000a2","status":"final","code":"8867-4","value_std":68,"unit_std":"/min","at":"2026-11-03T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000c4","patient":"00000000000000a2","status":"final","code":"8867-4","value_std":89,"unit_std":"/min","at":"2026-11-04T07:00:00-05:00"}
-- run: 2026-11-04T08:00:00-05:00
-- fires: 1
