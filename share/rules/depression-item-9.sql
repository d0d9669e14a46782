-- rule: depression-item-9
-- title: Somebody answered that they think of death or of harming themselves
-- version: 1
-- do: alert {"level":"urgent","title":"PHQ-9, question 9: talk to this person today"}
-- to: role:nurse
-- once: about  the answer
-- window: 7d
-- reads: answer
-- safety: yes
-- tell: corrected voided
-- sop: self-harm
-- source: PHQ-9: question 9 above 0 leads to a safety assessment on the same
--   day, whatever the total is
-- note: the survey phq-9 with items numbered 1 to 9, however they are prefixed.
--   No LOINC code of the question was verified: a feed that tells answers by
--   such codes alone needs a map to the survey's items
-- applies:
SELECT a.patient, a.id AS about, CASE WHEN a.at <= $as_of THEN a.at END AS at,
	'The answer to question 9 is above 0' AS why
FROM heard_answer a
WHERE
	-- of the questionnaire PHQ-9
	fold(replace(a.survey, '-', '')) LIKE 'phq9%'
	-- its ninth question
	AND (a.item = '9' OR a.item LIKE '%-9' OR a.item LIKE '%.9'
		OR a.item LIKE '%/9' OR a.item LIKE '%item9')
	-- answered with more than "not at all"
	AND a.value > 0
	-- an answer that was given, also before the whole of it is finished
	AND (a.status IS NULL OR a.status IN ('in-progress', 'completed',
		'amended', 'stopped'));
-- settled:
SELECT s.id, CASE WHEN a.status = 'entered-in-error' THEN 'voided'
	ELSE 'corrected' END AS why
FROM standing s
CROSS JOIN answer a ON a.id = s.about
WHERE a.status = 'entered-in-error' OR a.value IS NULL OR a.value <= 0;
-- cases:
-- case: 1 is enough, and it is raised once; then it was a mistake
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","survey":"phq-9","status":"completed","item":"9","value":1,"at":"2026-11-02T10:00:00-05:00"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","survey":"phq-9","status":"completed","item":"8","value":3,"at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-02T10:01:00-05:00
-- fires: 1
-- made: {"level":"urgent"}
-- run: 2026-11-02T10:02:00-05:00
-- fires: 0
-- {"type":"answer","id":"00000000000000b1","status":"entered-in-error"}
-- run: 2026-11-02T11:02:00-05:00
-- settles: 1 voided
-- case: 0, no number, and another questionnaire
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","survey":"phq-9","status":"completed","item":"9","value":0,"at":"2026-11-02T10:00:00-05:00"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","survey":"phq-9","status":"completed","item":"9","at":"2026-11-02T10:00:00-05:00"}
-- {"type":"answer","id":"00000000000000b3","patient":"00000000000000a1","survey":"gad-7","status":"completed","item":"9","value":3,"at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-02T10:01:00-05:00
-- fires: 0
-- case: an unfinished questionnaire counts; corrected to 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","survey":"phq-9","status":"in-progress","item":"q-9","value":2,"at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-02T10:01:00-05:00
-- fires: 1
-- {"type":"answer","id":"00000000000000b1","status":"amended","value":0}
-- run: 2026-11-02T10:05:00-05:00
-- settles: 1 corrected
