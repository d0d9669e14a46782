-- cohort: heart-failure
-- title: People with heart failure
-- version: 1
-- source: codes/heart-failure.tsv
-- codes: heart-failure
SELECT DISTINCT p.person AS patient
FROM living_patient p
WHERE p.id IN (SELECT c.patient FROM condition_in_force c
	WHERE c.codes = 'heart-failure')
