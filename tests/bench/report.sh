#!/bin/bash
# report.sh - how fast the numbers come, over a million encounters, next to
# DuckDB: whole processes, but DuckDB's time is that of the query alone.
#
#   BENCH_ENCOUNTERS=1000000  20 a patient, over ten years
#   BENCH_INDEX=SQL     indexes tried on a copy of the store
. "$(dirname "$0")/lib.sh"
wanted report || exit 0
rows=${BENCH_ENCOUNTERS:-1000000}
patients=$((rows / 20))
export CH_STORE=$W/report.db

several() { # several NAME COMMAND...: the median of its wall seconds
	rm -f "$W/$1.times"
	for _ in $(seq "$runs"); do timed "$@"; done
	median "$W/$1.times" 1
}
command -v sqlite3 >/dev/null || { skip reports sqlite3; exit 0; }

# Ten years of a town: 12 of a hundred encounters are stays. Written as ten
# loads would: each by patient and time. Moments are seconds << 25, five hours
# west, said to the second.
make_store() {
	rm -f "$CH_STORE"*
	ch-store init --zone America/Panama >/dev/null
	sqlite3 "$CH_STORE" >/dev/null <<-SQL
		PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;
		CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM c WHERE i < $rows) SELECT i FROM c;
		BEGIN;
		INSERT INTO patient (id, person, family, given, birth, sex, zip, source, origin, recorded, rev)
			SELECT i * 7919 + 1000, i * 7919 + 1000, 'Family' || i, 'Given', (i % 30000 - 15000) * 86400 * 33554432 + 1024 * 16 + 3,
				CASE i % 2 WHEN 0 THEN 'female' ELSE 'male' END, printf('%05d', 10000 + i % 300), 'bench', i, 59097600000000001, 1
			FROM n WHERE i <= $patients;
		UPDATE patient SET person = id - 7919 WHERE rowid % 100 = 0;
		CREATE TEMP TABLE raw AS SELECT i, i * 10 / ($rows + 1) AS load, abs(random() % $patients) + 1 AS p,
			1451624400 + abs(random() % (3650 * 86400)) AS s, abs(random() % 100) AS k, abs(random() % 100) AS x, abs(random() % 1000) AS y FROM n;
		INSERT INTO encounter (id, patient, status, class, priority, at, until, reason_code, organization, disposition, name, source, origin, recorded, rev)
			SELECT i * 104729 + 77, p * 7919 + 1000, 'finished', CASE WHEN k < 12 THEN 'IMP' WHEN k < 20 THEN 'EMER' ELSE 'AMB' END,
				CASE WHEN k < 12 AND y % 10 = 0 THEN 'EL' END, s * 33554432 + 11593,
				(s + CASE WHEN k < 12 THEN (x % 7) * 86400 + 20000 ELSE 1800 END) * 33554432 + 11593,
				CASE WHEN y < 10 THEN 'Z51.11' WHEN y < 600 THEN printf('%c%02d.%d', 65 + x % 25, y % 99, x % 10) END,
				1 + x % 20, CASE WHEN k < 12 THEN CASE WHEN x < 70 THEN 'home' WHEN x < 80 THEN 'snf' WHEN x < 84 THEN '02'
					WHEN x < 87 THEN 'exp' WHEN x < 89 THEN 'aadvice' WHEN x < 92 THEN 'hosp' END END,
				'Encounter for something', 'bench', i, 59097600000000001, 1
			FROM raw ORDER BY load, p, s;
		INSERT INTO observation (id, patient, status, category, code, system, name, at, issued, value, unit, value_std, unit_std, source, origin, recorded, rev)
			SELECT i * 15485863 + 5, p * 7919 + 1000, 'final', 'laboratory', CASE y % 4 WHEN 0 THEN '2823-3' WHEN 1 THEN '2951-2' WHEN 2 THEN '718-7' ELSE '2339-0' END,
				'http://loinc.org', 'A laboratory result', s * 33554432 + 11593, (s + 3600) * 33554432 + 11593, 100 - x, 'u', 100.0 - x,
				CASE y % 4 WHEN 0 THEN 'mmol/L' WHEN 1 THEN 'mmol/L' WHEN 2 THEN 'g/dL' ELSE 'mg/dL' END, 'bench', i, 59097600000000001, 1
			FROM raw ORDER BY load, p, s;
		INSERT INTO appointment (id, patient, status, at, source, origin, recorded, rev)
			SELECT i * 32452843 + 9, p * 7919 + 1000, CASE WHEN x < 70 THEN 'fulfilled' WHEN x < 80 THEN 'noshow' WHEN x < 95 THEN 'cancelled' ELSE 'booked' END,
				s * 33554432 + 11593, 'bench', i, 59097600000000001, 1 FROM raw WHERE i % 10 = 0 ORDER BY load, p, s;
		INSERT INTO task (id, patient, status, kind, title, at, due, done, source, origin, recorded, rev)
			SELECT i * 49979687 + 3, p * 7919 + 1000, CASE WHEN x < 80 THEN 'completed' WHEN x < 90 THEN 'cancelled' ELSE 'requested' END,
				CASE WHEN y % 4 THEN 'call' ELSE 'follow-up' END, 'Do it', s * 33554432 + 11593, (s + 864000) * 33554432 + 11593,
				CASE WHEN x < 80 THEN (s + x * 14000) * 33554432 + 11593 END, 'bench', i, 59097600000000001, 1
			FROM raw WHERE i % 10 = 1 ORDER BY load, p, s;
		INSERT INTO answer (id, patient, survey, item, status, value, at, encounter, source, origin, recorded, rev)
			SELECT i * 67867967 + 2, p * 7919 + 1000, 'satisfaction', CASE y % 2 WHEN 0 THEN 'overall' ELSE 'recommend' END, 'completed',
				CASE y % 2 WHEN 0 THEN 1 + x % 5 ELSE x % 11 END, s * 33554432 + 11593, i, 'bench', i, 59097600000000001, 1
			FROM raw WHERE i % 20 = 3 ORDER BY load, p, s;
		COMMIT;
	SQL
}
if [ ! -e "$W/report.$rows" ]; then
	rm -rf "$W"/report.[0-9]* "$W"/report-csv "$W"/report.duck*
	make_store
	mkdir "$W/report-csv"
	sqlite3 -csv -header "$CH_STORE" "SELECT id, patient, class, status, datetime((at >> 25) - 18000, 'unixepoch') AS begun,
		datetime((until >> 25) - 18000, 'unixepoch') AS ended, priority, reason_code, disposition, organization FROM encounter" >"$W/report-csv/encounter.csv"
	sqlite3 -csv -header "$CH_STORE" "SELECT id, person, NULL AS test FROM patient" >"$W/report-csv/patient.csv"
	{ echo code,transfer,readmission; grep -v '^#' "$CH_SHARE/codes/disposition.tsv" | cut -f1,3,5 | tr '\t' ,; } >"$W/report-csv/disposition.csv"
	touch "$W/report.$rows"
fi
if [ -n "${BENCH_INDEX-}" ]; then
	cp "$CH_STORE" "$W/report-index.db"
	export CH_STORE=$W/report-index.db
	sqlite3 "$CH_STORE" "$BENCH_INDEX"
fi
when='--as-of 2026-06-30' all='--from 2016-01-01 --to 2026-01-01' year='--period 2025'
echo "# $rows encounters of $patients patients over ten years; medians of $runs"
ours=$(several report-readmission ch-report run readmission-30d $when $all)
if has_node @duckdb/node-api; then
	duck=$(cd "$W" && node peer_readmission.js "$W/report.duck" "$W/report-csv" "$runs")
	verdict "readmission / DuckDB, 1 thread" "$ours" "$(echo "$duck" | awk '{ print $1 / 1000 }')" 0.65
	got=$(ch-report run readmission-30d $when $all | sed 's/.*"numerator":\([0-9]*\),"denominator":\([0-9]*\).*/\1 \2/')
	[ "$got" = "$(echo "$duck" | cut -d' ' -f2-)" ] || echo "# not the same number: $got, DuckDB $(echo "$duck" | cut -d' ' -f2-)"
else
	skip 'readmission / DuckDB, 1 thread' @duckdb/node-api
fi
slowest=0
for m in $(ch-report list | sed 's/.*"name":"\([^"]*\)".*/\1/'); do
	t=$(several "report-$m" ch-report run "$m" $when $year)
	echo "# $m, a year: $t s"
	slowest=$(awk -v a="$slowest" -v b="$t" 'BEGIN { print (a > b ? a : b) }')
done
verdict "all measures / the slowest alone" "$(several report-all ch-report run all $when $year)" "$slowest" 3
small=$W/report-small.db
if [ ! -e "$small" ]; then
	ch-simulate -q --patients 40 --seed 7 --to "$W/report-small" 2>/dev/null
	CH_STORE=$small ch-store init --zone America/New_York >/dev/null
	CH_STORE=$small ch-import fhir -q --source demo "$W/report-small" 2>/dev/null
fi
export CH_STORE=$small
for ask in 'list' 'run readmission-30d' 'run followup-7d --by month' 'cases followup-7d' 'run all'; do
	runs=20
	t=$(several report-small ch-report $ask)
	plain "small store: $ask" "$(awk -v s="$t" 'BEGIN { print s * 1000 }')" ms "$([ "$ask" = 'run all' ] && echo 30 || echo 10)"
done
verdict_end
