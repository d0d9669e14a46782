-- cohort: copd
-- title: People with chronic obstructive pulmonary disease
-- version: 1
-- source: codes/copd.tsv
-- codes: copd
SELECT DISTINCT p.person AS patient
FROM living_patient p
WHERE p.id IN (SELECT c.patient FROM condition_in_force c
	WHERE c.codes = 'copd')
