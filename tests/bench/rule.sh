#!/bin/bash
# rule.sh - all rules over a hundred thousand people and ten years of results.
#
#   BENCH_OBSERVATIONS=20000000  results, 2 in a thousand of them flagged
. "$(dirname "$0")/lib.sh"
wanted rule || exit 0
n=${BENCH_OBSERVATIONS:-20000000}
store=$W/rule-$n-$(cat "$CH_SHARE"/schema/*.sql | cksum | cut -d' ' -f1).db
export CH_NOW=2026-06-01T05:00:00-04:00

# Written behind the journal's back, by SQLite alone: nothing here asks the
# chain, and by ch-put it would take an hour.
big() {
	CH_STORE=$1
	rm -f "$1" "$1"-*
	ch-store init --practice --zone America/New_York >/dev/null
	sqlite3 "$1" <<SQL
PRAGMA synchronous=OFF; PRAGMA cache_size=-500000;
DROP INDEX observation_patient_at; DROP INDEX observation_id;
BEGIN;
CREATE TEMP TABLE test (n INTEGER PRIMARY KEY, code, name, unit, mid, wide);
INSERT INTO test VALUES (0, '2823-3', 'Potassium', 'mmol/L', 4.2, 1.0), (1, '2951-2', 'Sodium', 'mmol/L', 140, 8),
	(2, '2345-7', 'Glucose', 'mg/dL', 110, 60), (3, '718-7', 'Hemoglobin', 'g/dL', 13, 3),
	(4, '4548-4', 'HbA1c', '%', 6.5, 2), (5, '8480-6', 'Systolic', 'mm[Hg]', 125, 30),
	(6, '29463-7', 'Weight', 'kg', 80, 30), (7, '2160-0', 'Creatinine', 'mg/dL', 1, 0.4);
WITH RECURSIVE i(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 100000)
INSERT INTO patient (id, person, family, birth, sex, source, recorded, rev)
	SELECT x, x, 'F' || x, ((-1000000000 + x * 9000) << 25) | 16384 | 3, CASE x % 2 WHEN 0 THEN 'female' ELSE 'male' END, 'bench', (1700000000 << 25) | 16384 | 8, 1 FROM i;
WITH RECURSIVE i(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < $n)
INSERT INTO observation (id, patient, status, category, code, system, name, at, issued, value, unit, value_std, unit_std, flag, source, recorded, rev)
	SELECT 1000000 + x, 1 + (x * 7919) % 100000, 'final', 'laboratory', code, 'http://loinc.org', name, m, m, v, unit, v, unit,
		CASE x % 1000 WHEN 7 THEN 'HH' WHEN 8 THEN 'LL' WHEN 9 THEN 'H' END, 'bench', (1780000000 << 25) | 16384 | 8, 1
	FROM (SELECT x, t.*, ((1464700000 + x * (315000000 / $n.0)) << 25) | 16384 | 8 AS m, round(t.mid + t.wide * ((x * 31) % 97 / 97.0 - 0.5), 1) AS v
		FROM i JOIN test t ON t.n = x % 8);
WITH RECURSIVE i(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 1000000)
INSERT INTO encounter (id, patient, status, class, at, until, disposition, source, recorded, rev)
	SELECT 100000000 + x, 1 + (x * 7919) % 100000, 'finished', CASE x % 20 WHEN 0 THEN 'IMP' WHEN 1 THEN 'EMER' ELSE 'AMB' END,
		((1464700000 + x * 315) << 25) | 16384 | 8, ((1464700000 + x * 315 + 7200 + (x % 20 = 0) * 300000) << 25) | 16384 | 8, 'home', 'bench', (1780000000 << 25) | 16384 | 8, 1 FROM i;
WITH RECURSIVE i(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 200000)
INSERT INTO appointment (id, patient, status, at, source, recorded, rev)
	SELECT 200000000 + x, 1 + (x * 7919) % 100000, CASE x % 10 WHEN 0 THEN 'noshow' ELSE 'fulfilled' END,
		((1464700000 + x * 1575) << 25) | 16384 | 8, 'bench', (1780000000 << 25) | 16384 | 8, 1 FROM i;
WITH RECURSIVE i(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 100000)
INSERT INTO alert (id, patient, status, level, title, role, at, ladder, source, recorded, rev)
	SELECT 400000000 + x, x, 'new', CASE x % 4 WHEN 0 THEN 'critical' ELSE 'warning' END, 'Alert', 'role-' || x % 1000, (1780000000 << 25) | 16384 | 8, 'none', 'bench', (1780000000 << 25) | 16384 | 8, 1 FROM i;
WITH RECURSIVE i(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 30000)
INSERT INTO condition (id, patient, status, code, system, name, at, source, recorded, rev)
	SELECT 300000000 + x, x, 'active', CASE x % 2 WHEN 0 THEN 'E11.9' ELSE 'I10' END, 'http://hl7.org/fhir/sid/icd-10-cm', 'C', (1500000000 << 25) | 16384 | 8, 'bench', (1780000000 << 25) | 16384 | 8, 1 FROM i;
COMMIT;
CREATE UNIQUE INDEX observation_id ON observation (id);
CREATE INDEX observation_patient_at ON observation (patient, at);
SQL
}
# Ten thousand results of the last day.
news() {
	awk 'BEGIN { for (i = 1; i <= 10000; i++)
		printf "{\"type\":\"observation\",\"id\":\"%016x\",\"patient\":\"%016x\",\"status\":\"final\",\"category\":\"laboratory\",\"code\":\"2823-3\",\"system\":\"http://loinc.org\",\"name\":\"Potassium\",\"at\":\"2026-05-31T%02d:%02d:00-04:00\",\"value\":%.1f,\"unit\":\"mmol/L\",\"value_std\":%.1f,\"unit_std\":\"mmol/L\"}\n",
			'$1' * 10000 + 4000000000 + i, 1 + i * 7 % 100000, i % 24, i % 60, 3.5 + i % 20 / 10, 3.5 + i % 20 / 10 }'
}
export -f big
[ -e "$store" ] || { rm -f "$W/rule-$n"-*; big "$store.part" && mv "$store.part" "$store"; }
cp "$store" "$W/rule.db"
export CH_STORE=$W/rule.db
rm -f "$W"/rule*.times
"$W/measure" "$W/rule-first.times" ch-rule run -q >/dev/null 2>"$W/err" || cat "$W/err"
for i in $(seq "$runs"); do
	timed rule-nothing ch-rule run -q
	news "$i" | ch-put -q - 2>/dev/null
	timed rule-news ch-rule run -q
	timed rule-list ch-alert list --role role-7
	timed rule-order ch-safety order 4548-4 "$(printf %016x $((i * 77)))"
	timed rule-explain ch-rule explain critical-lab "$(printf %016x $((i * 77)))"
done
plain "first run, $((n / 1000000)) M results" "$(median "$W/rule-first.times" 1)" s 60
plain 'its memory' "$(awk '{ print $3 }' "$W/rule-first.times")" MiB 256
plain 'nothing new' "$(median "$W/rule-nothing.times" 1)" s 1
plain '10,000 new results' "$(median "$W/rule-news.times" 1)" s 2
ms() { awk -v s="$(median "$W/rule-$1.times" 1)" 'BEGIN { print s * 1000 }'; }
plain 'ch-rule explain' "$(ms explain)" ms 15
plain 'ch-safety order' "$(ms order)" ms 15
plain 'alerts of a role of 1,000' "$(ms list)" ms 10
verdict_end
