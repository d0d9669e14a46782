-- rule: need-from-answers
-- title: An answer to a screening says that there is a need
-- version: 1
-- do: need {}
-- once: patient
-- about: answer
-- window: 520w
-- reads: answer observation
-- every: 1d
-- with: need-told, need-held
-- tell: corrected answered-no
-- sop: need
-- source: which answers are needs is in needs/, each row with its source
-- note: of the same person and category there is one need at a time, from
--   whatever it came. A later answer that says otherwise ends it
-- applies:
SELECT t.patient, t.id AS about, t.at, t.category AS item, t.category,
	t.title, CAST(t.sensitive AS INTEGER) AS sensitive,
	'An answer says so' AS why
FROM need_stands t
WHERE
	-- it is said that there is a need, and not later that there is none
	t.type = 'answer'
	-- no such need is open, or was ended by a person since
	AND NOT EXISTS (SELECT 1 FROM need_held h WHERE h.person = t.person
		AND h.category = t.category AND h.until >= t.at)
ORDER BY t.at DESC, t.id;
-- settled:
SELECT s.id, CASE WHEN n.status IS NOT NULL THEN 'over'
	WHEN l.at IS NOT NULL THEN 'answered-no' ELSE 'corrected' END AS why
FROM standing s
LEFT JOIN need n ON n.patient = s.patient AND n.about = s.about
	AND n.category = s.item
	AND n.status IN ('resolved', 'refused', 'entered-in-error')
	AND coalesce(n.reason, '') NOT IN ('voided', 'corrected',
		'answered-no', 'over')
LEFT JOIN (SELECT person, category, max(at) AS at FROM need_told
	WHERE says = 'none' GROUP BY person, category) l
	ON l.person = s.person AND l.category = s.item AND l.at >= s.at
LEFT JOIN (SELECT DISTINCT person, category FROM need_stands) y
	ON y.person = s.person AND y.category = s.item
WHERE
	-- a person ended it
	n.status IS NOT NULL
	-- it is said later that there is none, or no longer that there is one
	OR y.person IS NULL;
-- cases:
-- case: Hunger Vital Sign: sometimes is a need, once; later never to both ends it
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"88122-7","vcode":"LA6729-3"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"88123-5","text":"Never true"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- made: {"category":"food","status":"identified","at":"2026-11-01T10:00:00Z"}
-- run: 2026-11-02T14:01:00Z
-- fires: 0
-- {"type":"answer","id":"00000000000000b3","patient":"00000000000000a1","status":"completed","response":"r2","at":"2026-11-09T10:00:00Z","code":"88122-7","text":"never true"}
-- run: 2026-11-09T14:00:00Z
-- fires: 0
-- {"type":"answer","id":"00000000000000b4","patient":"00000000000000a1","status":"completed","response":"r2","at":"2026-11-09T10:00:00Z","code":"88123-5","vcode":"LA28398-8"}
-- run: 2026-11-09T15:00:00Z
-- settles: 1 answered-no
-- run: 2026-11-10T16:00:00Z
-- fires: 0
-- {"type":"answer","id":"00000000000000b5","patient":"00000000000000a1","status":"completed","response":"r3","at":"2026-11-12T10:00:00Z","code":"88124-3","vcode":"LA19952-3"}
-- run: 2026-11-12T15:00:00Z
-- fires: 1
-- case: the same again makes nothing; ended by a person, it is a need when it is said later
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"93030-5","vcode":"LA30133-5"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- made: {"category":"transport"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r2","at":"2026-11-03T10:00:00Z","code":"93030-5","vcode":"LA30134-3"}
-- run: 2026-11-03T14:00:00Z
-- fires: 0
-- case: declined is neither: no need, and no end of one
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"93030-5","vcode":"LA30122-8"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"93026-3","text":"I choose not to answer"}
-- run: 2026-11-02T14:00:00Z
-- fires: 0
-- {"type":"answer","id":"00000000000000b3","patient":"00000000000000a1","status":"completed","response":"r2","at":"2026-11-03T10:00:00Z","code":"93026-3","text":"No"}
-- run: 2026-11-03T14:00:00Z
-- fires: 1
-- made: {"category":"safety","sensitive":true}
-- {"type":"answer","id":"00000000000000b4","patient":"00000000000000a1","status":"completed","response":"r3","at":"2026-11-04T10:00:00Z","code":"93026-3","vcode":"LA30122-8"}
-- {"type":"answer","id":"00000000000000b5","patient":"00000000000000a1","status":"completed","response":"r3","at":"2026-11-04T10:00:00Z","code":"76501-6","vcode":"LA30122-8"}
-- run: 2026-11-04T14:00:00Z
-- fires: 0
-- settles: 0
-- case: PRAPARE, what was gone without: two needs of one question, and none of the others
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"93031-3","vcode":"LA30125-1"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"93031-3","vcode":"LA30129-3"}
-- run: 2026-11-02T14:00:00Z
-- fires: 2
-- case: AHC question 2: none with another box: the other box wins
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"q2","text":"Pests"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"q2","text":"None of these"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- made: {"category":"housing"}
-- case: AHC question 2: none, and a steady place: none
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"2","text":"none of these"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"1","text":"a steady place"}
-- run: 2026-11-02T14:00:00Z
-- fires: 0
-- case: HITS 3+3+2+2 = 10: no need
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"7","value":3}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"8","value":3}
-- {"type":"answer","id":"00000000000000b3","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"9","value":2}
-- {"type":"answer","id":"00000000000000b4","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"10","value":2}
-- run: 2026-11-02T14:00:00Z
-- fires: 0
-- case: HITS 3+3+3+2 = 11: a need, which others must not see; 4 later ends it
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"7","value":3}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"8","value":3}
-- {"type":"answer","id":"00000000000000b3","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"9","value":3}
-- {"type":"answer","id":"00000000000000b4","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"10","value":2}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- made: {"category":"safety","sensitive":true}
-- {"type":"answer","id":"00000000000000c1","patient":"00000000000000a1","status":"completed","response":"r2","at":"2026-11-05T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"7","text":"Never"}
-- {"type":"answer","id":"00000000000000c2","patient":"00000000000000a1","status":"completed","response":"r2","at":"2026-11-05T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"8","text":"Never"}
-- {"type":"answer","id":"00000000000000c3","patient":"00000000000000a1","status":"completed","response":"r2","at":"2026-11-05T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"9","text":"Never"}
-- run: 2026-11-05T14:00:00Z
-- settles: 0
-- {"type":"answer","id":"00000000000000c4","patient":"00000000000000a1","status":"completed","response":"r2","at":"2026-11-05T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"10","text":"Never"}
-- run: 2026-11-05T15:00:00Z
-- settles: 1 answered-no
-- case: HITS with one missing is incomplete: no need, and not none
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"7","value":5}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"8","value":5}
-- {"type":"answer","id":"00000000000000b3","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"9","value":1}
-- {"type":"answer","id":"00000000000000b4","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"10","value":0}
-- run: 2026-11-02T14:00:00Z
-- fires: 0
-- case: in words: 5 and 4 and 1 and 1
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"7","text":"Frequently"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"8","text":"Fairly often"}
-- {"type":"answer","id":"00000000000000b3","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"9","text":"Never"}
-- {"type":"answer","id":"00000000000000b4","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","survey":"http://x.org/AHC-HRSN-core","item":"10","text":"Never"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- case: corrected to no, and entered in error
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"93030-5","vcode":"LA30133-5"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"67875-5","vcode":"LA17956-6"}
-- run: 2026-11-02T14:00:00Z
-- fires: 2
-- {"type":"answer","id":"00000000000000b1","vcode":"LA32-8","text":"No","status":"amended"}
-- run: 2026-11-02T15:00:00Z
-- settles: 1 answered-no
-- {"type":"answer","id":"00000000000000b2","status":"entered-in-error"}
-- run: 2026-11-02T16:00:00Z
-- settles: 1 voided
-- case: a need that is on file already, and one that was ended after the answer
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"need","id":"00000000000000d1","patient":"00000000000000a1","status":"confirmed","category":"transport"}
-- {"type":"need","id":"00000000000000d2","patient":"00000000000000a1","status":"refused","category":"employment","ended":"2026-11-02T10:00:00Z"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"93030-5","vcode":"LA30133-5"}
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"67875-5","vcode":"LA17956-6"}
-- run: 2026-11-02T14:00:00Z
-- fires: 0
-- case: taken back and said again, and corrected to and fro: it is a need again
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"93030-5","vcode":"LA30133-5"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- {"type":"answer","id":"00000000000000b1","status":"entered-in-error"}
-- run: 2026-11-02T15:00:00Z
-- settles: 1 voided
-- {"type":"answer","id":"00000000000000b1","status":"completed"}
-- run: 2026-11-02T16:00:00Z
-- fires: 1
-- run: 2026-11-02T16:01:00Z
-- fires: 0
-- {"type":"answer","id":"00000000000000b1","vcode":null,"text":"No","status":"amended"}
-- run: 2026-11-02T17:00:00Z
-- settles: 1 answered-no
-- {"type":"answer","id":"00000000000000b1","vcode":"LA30133-5","text":null,"status":"amended"}
-- run: 2026-11-02T18:00:00Z
-- fires: 1
-- run: 2026-11-02T18:01:00Z
-- fires: 0
-- case: a none was read late: what was said after it, before it was read, is a need
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-10-01T10:00:00Z","code":"93030-5","vcode":"LA30133-5"}
-- run: 2026-10-02T14:00:00Z
-- fires: 1
-- {"type":"answer","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","response":"r2","at":"2026-10-05T10:00:00Z","code":"93030-5","text":"No"}
-- run: 2026-11-02T14:00:00Z
-- settles: 1 answered-no
-- {"type":"answer","id":"00000000000000b3","patient":"00000000000000a1","status":"completed","response":"r3","at":"2026-11-01T10:00:00Z","code":"93030-5","vcode":"LA30133-5"}
-- run: 2026-11-03T14:00:00Z
-- fires: 1
-- run: 2026-11-03T14:01:00Z
-- fires: 0
-- case: one that was refused, and nobody noted when: then as heard of
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"need","id":"00000000000000d1","patient":"00000000000000a1","category":"transport","status":"refused"}
-- {"type":"answer","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"93030-5","vcode":"LA30133-5"}
-- run: 2026-11-02T14:00:00Z
-- fires: 0
