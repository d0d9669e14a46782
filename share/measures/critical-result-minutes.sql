-- measure: critical-result-minutes
-- title: Minutes until a critical result is answered
-- version: 1
-- kind: median
-- better: lower
-- unit: minutes
-- with: critical-result
SELECT * FROM critical_result
