-- measure: referral-loop
-- title: Referrals that came to their end
-- version: 1
-- kind: proportion
-- better: higher
-- noun: referrals
-- sentence: closed with help received
-- set: days=30
-- with: referral-chain
-- basis: referrals by the day when they were sent, once they are $days days old;
--   younger ones are pending, whatever became of them. Closed counts when the
--   report was reviewed or the patient got help: closed with partly or no help
--   is missed. A redirected referral counts once, at its final target, from when
--   the first was sent. Cancelled ones, duplicates, and those of people who died
--   are left out and counted
-- source: loop closure = closed / sent, aged at least the window; a social
--   referral is closed when help was received
SELECT r.patient, r.first_sent AS at, r.id AS about, 'referral' AS about_type,
	r.report AS answer, CASE WHEN r.report IS NOT NULL THEN r.report_type
		END AS answer_type,
	CASE WHEN r.stage = 'cancelled' OR r.stage_reason IN ('duplicate',
			'died') THEN 'excluded'
		WHEN days_between(r.first_sent, $as_of) < $days THEN 'pending'
		WHEN r.stage = 'closed' AND r.closed <= $as_of
			AND (r.outcome IN ('got-help', 'seen')
			OR (r.outcome IS NULL AND r.reviewed IS NOT NULL))
			THEN 'met'
		ELSE 'missed' END AS outcome,
	CASE WHEN r.stage_reason IN ('duplicate', 'died') THEN r.stage_reason
		WHEN r.stage = 'cancelled' THEN 'cancelled'
		WHEN days_between(r.first_sent, $as_of) < $days
			THEN 'window-open'
		WHEN r.stage = 'closed' THEN coalesce(r.outcome, CASE
			WHEN r.reviewed IS NOT NULL THEN 'reviewed'
			ELSE 'outcome-not-known' END)
		ELSE coalesce(r.stage, 'stage-not-known') END AS reason
FROM referral_chain r
