-- rule: screening-declined
-- title: A question of a screening was declined: ask again at the next contact
-- version: 1
-- do: task {"kind":"screening","priority":"routine","title":"Ask again what was declined, at the next contact"}
-- to: role:chw
-- once: patient
-- about: answer
-- window: 90d
-- reads: answer
-- with: need-declined
-- tell: corrected
-- sop: need
-- source: who declines has said neither yes nor no: asked again at the next
--   contact, and never counted as without a need
-- note: one task for all questions of a person, until each has an answer
-- applies:
SELECT d.patient, d.id AS about, d.at,
	'The answer was that they would rather not say' AS why
FROM need_declined d
WHERE
	-- the last answer to a question was declined
	d.at <= $as_of
ORDER BY d.at DESC, d.id;
-- settled:
SELECT s.id, 'answered' AS why FROM standing s
LEFT JOIN need_declined d ON d.person = s.person
WHERE
	-- every question has an answer by now
	d.person IS NULL;
-- cases:
-- case: declined, twice the same; answered later
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","code":"93030-5","vcode":"LA30122-8","at":"2026-11-01T10:00:00Z"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","code":"93033-9","text":"I choose not to answer","at":"2026-11-01T10:00:00Z"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- made: {"kind":"screening","role":"chw"}
-- run: 2026-11-02T14:01:00Z
-- fires: 0
-- {"type":"answer","id":"00000000000000b3","patient":"00000000000000a1","status":"completed","code":"93030-5","text":"No","at":"2026-11-03T10:00:00Z"}
-- run: 2026-11-03T14:00:00Z
-- settles: 0
-- {"type":"answer","id":"00000000000000b4","patient":"00000000000000a1","status":"completed","code":"93033-9","text":"Yes","at":"2026-11-04T10:00:00Z"}
-- run: 2026-11-04T14:00:00Z
-- settles: 1 answered
-- case: answered, another question, and long ago
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","code":"93030-5","vcode":"LA30133-5","at":"2026-11-01T10:00:00Z"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","code":"12345-6","vcode":"LA30122-8","at":"2026-11-01T10:00:00Z"}
-- {"type":"answer","id":"00000000000000b3","patient":"00000000000000a1","status":"completed","code":"93033-9","vcode":"LA30122-8","at":"2026-01-01T10:00:00Z"}
-- run: 2026-11-02T14:00:00Z
-- late: 1
