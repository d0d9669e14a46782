-- cohort: diabetes
-- title: People with diabetes
-- version: 1
-- source: codes/diabetes.tsv
-- codes: diabetes
SELECT DISTINCT p.person AS patient
FROM living_patient p
WHERE p.id IN (SELECT c.patient FROM condition_in_force c
	WHERE c.codes = 'diabetes')
