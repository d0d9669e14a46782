-- part: need-declined
-- title: Questions of screenings to which the last answer was none
-- version: 1
-- tables: needs/
need_declined AS (
	SELECT d.person, d.patient, d.id, d.at
	FROM (SELECT p.person, a.patient, a.id,
			coalesce(a.at, a.told, a.recorded) AS at, a.vcode,
			' ' || replace(replace(fold(a.text), ',', ' '), '.',
				' ') || ' ' AS words,
			row_number() OVER (PARTITION BY p.person, a.code
				ORDER BY a.at DESC, a.id) AS nth
		FROM touched t
		CROSS JOIN patient p ON p.person = t.person
		CROSS JOIN answer a ON a.patient = p.id
		WHERE a.code IN (SELECT n.code FROM needs n
				WHERE n.kind = 'answer')
			AND (a.status IS NULL OR a.status IN ('completed',
				'amended'))) d
	WHERE d.nth = 1 AND EXISTS (SELECT 1 FROM needs n WHERE n.code = '*'
		AND (n.answer = d.vcode
			OR instr(d.words, ' ' || n.word || ' ')))
)
