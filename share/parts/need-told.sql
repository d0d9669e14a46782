-- part: need-told
-- title: What answers and observations say of needs, by person and category
-- version: 1
-- tables: needs/
-- note: one row for each filling-in: says is need, or none where each question
--   that can say none did. A declined or missing answer is neither. Answers to
--   one question are one: a need goes before declined, that before none, and
--   what a table says of a certain answer before what it says of any other; a
--   none that rests on any other answer is weak: it ends what the same
--   screening told, nothing else. need_stands has what no later none ended
need_answer AS (
	SELECT p.person, a.patient, a.id, 'answer' AS type,
		coalesce(a.at, a.told, a.recorded) AS at,
		coalesce(a.response, a.survey, '') || ' ' ||
			said(coalesce(a.at, a.told, a.recorded)) AS sheet,
		a.code, fold(a.survey) AS survey, CASE WHEN a.code IS NULL
			THEN substr(a.item, length(rtrim(a.item,
			'0123456789')) + 1) END AS item, a.vcode, a.value,
		' ' || replace(replace(fold(a.text), ',', ' '), '.', ' ') ||
			' ' AS words
	FROM touched t
	CROSS JOIN patient p ON p.person = t.person
	CROSS JOIN answer a ON a.patient = p.id
	WHERE a.status IS NULL OR a.status <> 'entered-in-error'
	UNION ALL
	SELECT p.person, o.patient, o.id, 'observation',
		coalesce(o.at, o.issued, o.told, o.recorded),
		'observed ' || said(coalesce(o.at, o.issued, o.told,
			o.recorded)), o.code, NULL, NULL, o.vcode, o.value,
		' ' || replace(replace(fold(o.text), ',', ' '), '.', ' ') ||
			' '
	FROM touched t
	CROSS JOIN patient p ON p.person = t.person
	CROSS JOIN observation o ON o.patient = p.id
	WHERE o.same_as IS NULL AND (o.system IS NULL
			OR o.system = 'http://loinc.org')
		AND o.code IN (SELECT n.code FROM needs n
			WHERE n.kind = 'answer')
		AND (o.status IS NULL OR o.status IN ('final', 'amended',
			'corrected'))
), need_asked AS (
	SELECT a.*, n.screen, n.category, n.code AS question, n.answer, n.word,
		n.says, n.points, n.least, n.sensitive, n.title
	FROM need_answer a CROSS JOIN needs n ON n.kind = 'answer'
		AND n.code = a.code
	WHERE n.answer IN (a.vcode, '*')
		OR instr(a.words, ' ' || n.word || ' ')
	UNION ALL
	SELECT a.*, n.screen, n.category, n.item, n.answer, n.word, n.says,
		n.points, n.least, n.sensitive, n.title
	FROM need_answer a CROSS JOIN needs n ON n.kind = 'answer'
		AND n.item = a.item AND instr(a.survey, n.survey)
	WHERE a.item IS NOT NULL
), need_said AS (
	SELECT person, patient, id, type, at, sheet, screen, category, question,
		says, least, sensitive, title, CASE WHEN says = 'score' THEN 0
		WHEN a.answer = a.vcode
			OR instr(a.words, ' ' || a.word || ' ')
			THEN CASE WHEN a.says = 'need' THEN 5
			WHEN EXISTS (SELECT 1 FROM needs d WHERE d.code = '*'
				AND (d.answer = a.vcode OR instr(a.words,
				' ' || d.word || ' '))) THEN 4 ELSE 3 END
		WHEN a.answer = '*' THEN CASE
			WHEN EXISTS (SELECT 1 FROM needs d WHERE d.code = '*'
				AND (d.answer = a.vcode OR instr(a.words,
				' ' || d.word || ' '))) THEN 4
			WHEN a.says = 'need' THEN 2 ELSE 1 END END AS weight,
		CASE WHEN a.says = 'score' THEN CASE
			WHEN a.value BETWEEN 1 AND 5 THEN a.value
			WHEN a.value IS NULL
				AND instr(a.words, ' ' || a.word || ' ')
				THEN CAST(a.points AS INTEGER) END END AS score
	FROM need_asked a
), need_one AS (
	SELECT *, CASE max(weight) WHEN 5 THEN 3 WHEN 2 THEN 3 WHEN 4 THEN 2
		ELSE 1 END AS verdict, max(weight) = 1 AS other
	FROM need_said
	WHERE weight > 0
	GROUP BY id, screen, category, question
), need_question AS (
	SELECT person, patient, id, type, at, sheet, screen, category, question,
		0 AS scored, max(verdict) = 3 AS is_need,
		max(verdict) = 1 AS is_none, other, sensitive, title
	FROM need_one
	GROUP BY person, sheet, screen, category, question
	UNION ALL
	SELECT person, patient, id, type, at, sheet, screen, category, NULL, 1,
		total >= least AND asked = n, total < least AND asked = n, 0,
		sensitive, title
	FROM (SELECT person, patient, id, type, max(at) AS at, sheet, screen,
			category, sensitive, title, sum(score) AS total,
			count(*) AS asked, CAST(least AS INTEGER) AS least,
			(SELECT count(DISTINCT n.item) FROM needs n
			WHERE n.screen = q.screen AND n.says = 'score'
				AND n.category = q.category) AS n
		FROM (SELECT *, max(score) AS most FROM need_said
			WHERE score IS NOT NULL
			GROUP BY person, sheet, screen, category, question) q
		GROUP BY person, sheet, screen, category)
), need_sheet AS (
	SELECT person, patient, id, type, at, sheet, screen, category,
		max(is_need) AS is_need, sum(is_none) AS nones,
		sum(scored) AS scored, sum(other) > 0 AS weak, sensitive, title
	FROM need_question
	GROUP BY person, sheet, screen, category
), need_told AS MATERIALIZED (
	SELECT person, patient, id, type, at, screen, category, sensitive,
		title, weak, CASE WHEN is_need THEN 'need' ELSE 'none' END AS says
	FROM need_sheet s
	WHERE at <= $as_of AND (is_need OR nones >= CASE WHEN scored THEN 1
		ELSE (SELECT count(DISTINCT coalesce(n.code, n.item))
		FROM needs n WHERE n.screen = s.screen
			AND n.category = s.category AND n.says = 'none') END)
), need_stands AS MATERIALIZED (
	SELECT * FROM (SELECT t.*, max(CASE WHEN says = 'none' AND NOT weak
			THEN at END) OVER (PARTITION BY person, category)
			AS ended,
		max(CASE WHEN says = 'none' THEN at END) OVER (PARTITION BY
			person, category, screen) AS ended_here
		FROM need_told t)
	WHERE says = 'need' AND (ended IS NULL OR ended <= at)
		AND (ended_here IS NULL OR ended_here <= at)
)
