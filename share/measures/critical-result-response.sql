-- measure: critical-result-response
-- title: Critical results answered within 60 minutes
-- version: 1
-- kind: proportion
-- better: higher
-- sentence: answered within 60 minutes
-- with: critical-result
SELECT * FROM critical_result
