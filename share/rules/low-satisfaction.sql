-- rule: low-satisfaction
-- title: Somebody was not content with us
-- version: 1
-- do: task {"kind":"call","title":"Call: they were not content; listen, and put right what can be"}
-- to: role:care-manager
-- once: patient  an item for each day: one call for one questionnaire
-- window: 14d
-- reads: answer
-- sop: satisfaction
-- source: CSAT 1 and 2 of 5; net promoter 0 to 6 of 10 are detractors; answers
--   as the measures satisfaction and recommend count them
-- applies:
SELECT a.patient, min(a.id) AS about, min(a.at) AS at,
	said(moment_of_day(local_day(a.at))) AS item,
	moment_of_day(local_day(a.at) + 3) AS due,
	'Not content with: ' || min(CASE a.item WHEN 'overall'
		THEN 'the whole' ELSE 'whether to recommend us' END) AS why
FROM heard_answer a
WHERE
	-- of the questionnaire about satisfaction
	a.survey = 'satisfaction'
	-- overall 1 or 2 of 5, or would recommend us with 0 to 6 of 10
	AND ((a.item = 'overall' AND a.value BETWEEN 1 AND 2)
		OR (a.item = 'recommend' AND a.value BETWEEN 0 AND 6))
	-- a valid answer
	AND (a.status IS NULL OR a.status IN ('completed', 'amended'))
GROUP BY a.patient, local_day(a.at);
-- settled:
SELECT s.id, 'corrected' AS why
FROM standing s
CROSS JOIN answer a ON a.id = s.about
WHERE (a.item = 'overall' AND a.value > 2)
	OR (a.item = 'recommend' AND a.value > 6);
-- cases:
-- case: 2 of 5 and 3 of 10: one call
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","survey":"satisfaction","status":"completed","item":"overall","value":2,"at":"2026-11-02T10:00:00-05:00"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","survey":"satisfaction","status":"completed","item":"recommend","value":3,"at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-02T10:01:00-05:00
-- fires: 1
-- made: {"kind":"call"}
-- run: 2026-11-02T10:02:00-05:00
-- fires: 0
-- {"type":"answer","id":"00000000000000b1","status":"amended","value":5}
-- run: 2026-11-02T12:02:00-05:00
-- settles: 1 corrected
-- case: 3 of 5, 7 of 10, other questions, in error
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","survey":"satisfaction","status":"completed","item":"overall","value":3,"at":"2026-11-02T10:00:00-05:00"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","survey":"satisfaction","status":"completed","item":"recommend","value":7,"at":"2026-11-02T10:00:00-05:00"}
-- {"type":"answer","id":"00000000000000b3","patient":"00000000000000a1","survey":"satisfaction","status":"completed","item":"wait","value":1,"at":"2026-11-02T10:00:00-05:00"}
-- {"type":"answer","id":"00000000000000b4","patient":"00000000000000a1","survey":"satisfaction","status":"entered-in-error","item":"overall","value":1,"at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-02T10:01:00-05:00
-- fires: 0
