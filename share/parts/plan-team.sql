-- part: plan-team
-- title: Active plans, and those of the person's care team who use the hub
-- version: 1
plan_team AS (
	SELECT l.id AS plan, l.patient, l.title, m.id AS staff, m.login
	FROM plan l
	JOIN patient p ON p.id = l.patient
	JOIN patient q ON q.person = p.person
	JOIN team t ON t.patient = q.id
	JOIN staff m ON m.id = t.member
	WHERE l.status = 'active' AND t.member_type = 'staff'
		AND (t.status IS NULL OR t.status = 'active')
		AND (t.at IS NULL OR t.at <= $as_of)
		AND (t.until IS NULL OR is_over(t.until, $as_of) = 0)
		AND m.login IS NOT NULL AND (m.active IS NULL OR m.active = 1)
		AND NOT EXISTS (SELECT 1 FROM patient r
			CROSS JOIN team u ON u.patient = r.id
			WHERE r.person = p.person AND u.member = t.member
			AND (u.status IS NULL OR u.status = 'active')
			AND (u.at IS NULL OR u.at <= $as_of)
			AND (u.until IS NULL OR is_over(u.until, $as_of) = 0)
			AND u.id < t.id)
)
