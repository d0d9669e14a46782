-- rule: template-superseded
-- title: A plan was made from a template of which there is a newer one
-- version: 1
-- do: task {"kind":"review","title":"The plan's template has changed: see whether the plan should, too"}
-- to: role:care-manager
-- once: about  the plan; an item for each newer template
-- window: 90d
-- every: 1d
-- about: plan
-- sop: care-plan-review
-- source: a plan is never rewritten by a change of its template; somebody
--   decides: a choice of ours
-- note: a newer template is seen by a plan that was made from it; one that no
--   plan was made from yet is not seen here
-- applies:
WITH made AS MATERIALIZED (
	SELECT template, template_hash, template_version,
		min(at) OVER (PARTITION BY template, template_hash) AS since,
		row_number() OVER (PARTITION BY template
			ORDER BY at DESC, id DESC) AS back
	FROM plan
	WHERE template IS NOT NULL AND template_hash IS NOT NULL
		AND at <= $as_of
), newest AS MATERIALIZED (
	SELECT template, template_hash, template_version, since FROM made
	WHERE back = 1
)
SELECT l.patient, l.id AS about, n.since AS at, n.template_hash AS item,
	l.id AS plan, l.author AS owner,
	moment_of_day(local_day(n.since) + 30) AS due,
	'Made from ' || l.template || coalesce(' version ' || l.template_version,
		'') || coalesce('; now it is version ' || n.template_version, '')
		AS why
FROM plan l
JOIN newest n ON n.template = l.template
WHERE
	-- the plan is in force
	l.status = 'active'
	-- it was made before, from another text
	AND l.at < n.since AND l.template_hash <> n.template_hash;
-- settled:
SELECT s.id, CASE WHEN l.status <> 'active' THEN 'closed' ELSE 'reviewed' END
	AS why
FROM standing s
CROSS JOIN plan l ON l.id = s.about
WHERE l.status <> 'active' OR l.template_hash = s.item OR l.reviewed >= s.at;
-- cases:
-- case: a newer plan was made from a newer template; the older one is reviewed
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"plan","id":"00000000000000b1","patient":"00000000000000a1","status":"active","template":"asthma","template_version":"1","template_hash":"aa","at":"2026-05-02"}
-- {"type":"plan","id":"00000000000000b2","patient":"00000000000000a2","status":"active","template":"asthma","template_version":"1","template_hash":"aa","at":"2026-06-02"}
-- run: 2026-11-01T12:00:00-05:00
-- fires: 0
-- {"type":"plan","id":"00000000000000b3","patient":"00000000000000a2","status":"active","template":"asthma","template_version":"2","template_hash":"bb","at":"2026-11-02"}
-- run: 2026-11-02T12:00:00-05:00
-- fires: 2
-- made: {"kind":"review"}
-- run: 2026-11-03T12:00:00-05:00
-- fires: 0
-- {"type":"plan","id":"00000000000000b1","reviewed":"2026-11-03"}
-- {"type":"plan","id":"00000000000000b2","status":"completed"}
-- run: 2026-11-04T12:00:00-05:00
-- settles: 2
-- case: plans of other templates, and without any
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"plan","id":"00000000000000b1","patient":"00000000000000a1","status":"active","template":"asthma","template_hash":"aa","at":"2026-05-02"}
-- {"type":"plan","id":"00000000000000b2","patient":"00000000000000a1","status":"active","template":"copd","template_hash":"cc","at":"2026-11-01"}
-- {"type":"plan","id":"00000000000000b3","patient":"00000000000000a1","status":"active","at":"2026-11-01"}
-- run: 2026-11-02T12:00:00-05:00
-- fires: 0
