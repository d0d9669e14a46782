-- part: referral-chain
-- title: Referrals that were sent, each chain of redirections once
-- version: 1
-- note: `id` is the final target; `sent` and `day` are when the first of the
--   chain went out. What was only ordered and never sent is not there
chain AS (
	SELECT r.id AS root, r.id, r.sent, 0 AS deep
	FROM referral r
	WHERE r.sent IS NOT NULL AND r.sent <= $as_of
		AND NOT EXISTS (SELECT 1 FROM referral b
			WHERE b.id = r.replaces AND b.sent IS NOT NULL
			AND b.sent <= $as_of)
	UNION ALL
	SELECT c.root, n.id, c.sent, c.deep + 1
	FROM chain c CROSS JOIN referral n ON n.replaces = c.id
	WHERE c.deep < 50
), referral_chain AS (
	SELECT r.*, c.sent AS first_sent, max(c.deep) AS redirections
	FROM chain c CROSS JOIN referral r ON r.id = c.id
	WHERE c.sent >= $from AND c.sent < $to
		AND coalesce(r.prohibited, 0) = 0
		AND (r.status IS NULL OR r.status <> 'entered-in-error')
	GROUP BY c.root
)
