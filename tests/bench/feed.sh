#!/bin/bash
# feed.sh - imports and small questions, next to others.
#
#   BENCH_MB=360      size of the FHIR file
#   BENCH_ROWS=3000000  rows of the grown store
. "$(dirname "$0")/lib.sh"
[[ "import csv grown question" =~ $only ]] || exit 0
mb=${BENCH_MB:-360} rows=${BENCH_ROWS:-3000000}
import() { ch-import fhir "$@" --source bench "$W/fhir"; }
export -f import

cc -O2 -o "$W/floor" "$here/floor.c" -ljansson
cc -O2 -D_GNU_SOURCE -o "$W/keyed" "$here/keyed.c" -lsqlite3
if [ ! -e "$W/fhir.$mb" ]; then
	rm -rf "$W/fhir" "$W/all" "$W"/fhir.*
	# The six types that the peers know: everybody reads the same.
	ch-simulate -q --patients $((mb * 1000 / 189)) --seed 1 --to "$W/all" 2>/dev/null
	mkdir "$W/fhir"
	mv "$W"/all/{Patient,Encounter,Condition,Observation,MedicationRequest,Procedure}.ndjson "$W/fhir"
	rm -r "$W/all"
	touch "$W/fhir.$mb"
fi
echo "# $(du -sm "$W/fhir" | cut -f1) MB FHIR NDJSON, $(cat "$W"/fhir/*.ndjson | wc -l) lines, $(wc -l <"$W/fhir/Observation.ndjson") observations; medians of $runs"

if wanted import; then
	for _ in $(seq "$runs"); do
		fresh
		timed import bash -c import
		timed again bash -c "import --again"
		timed floor "$W/floor" "$W"/fhir/*.ndjson
		if has_node better-sqlite3; then rm -f "$W"/node.db*; timed node node "$W/peer_node.js" "$W/fhir" "$W/node.db"; fi
		if command -v sqlite3 >/dev/null; then rm -f "$W"/cli.db*; timed cli "$here/peer_sqlite.sh" "$W/fhir" "$W/cli.db"; fi
		if has_node @duckdb/node-api; then rm -f "$W"/duck.db*; timed duckdb node "$W/peer_duckdb.js" "$W/fhir" "$W/duck.db"; fi
	done
	if command -v sqlite-utils >/dev/null; then rm -f "$W"/utils.db*; timed utils "$here/peer_utils.sh" "$W/fhir" "$W/utils.db"; fi
	verdict "import CPU / jansson parse" "$(median "$W/import.times" 2)" "$(median "$W/floor.times" 2)" 0.50
	wall=$(median "$W/import.times" 1)
	peer() { # peer WORDS NAME BAR
		if [ -e "$W/$2.times" ]; then
			verdict "import / $1" "$wall" "$(median "$W/$2.times" 1)" "$3"
		else
			skip "import / $1" "$1"
		fi
	}
	peer "node + better-sqlite3" node 0.50
	peer "sqlite3 json_extract" cli 0.27
	peer sqlite-utils utils 0.11
	peer "DuckDB, no keys" duckdb 1.5
	verdict "import again / first" "$(median "$W/again.times" 1)" "$wall" 0.70
	plain "import, peak memory" "$(median "$W/import.times" 3)" MiB 128
	rm -f "$W"/{node,cli,duck,utils}.db*
fi

# labs FILE: a laboratory's million rows, each with an accession number.
labs() {
	awk 'BEGIN { srand(3); split("2345-7 2160-0 718-7", code, " ")
		split("Glucose [Mass/volume] in Serum or Plasma|Creatinine|Hemoglobin", name, "|")
		print "origin,patient,encounter,status,code,system,name,at,value,unit"
		for (i = 1; i <= 1000000; i++) {
			k = i % 3 + 1
			printf "A%09d,P%06d,E%08d,final,%s,http://loinc.org,\"%s\",20%02d-%02d-%02dT%02d:%02d:00-05:00,%.1f,%s\n",
				i, rand() * 20000, rand() * 400000, code[k], name[k],
				20 + rand() * 4, 1 + rand() * 12, 1 + rand() * 28,
				rand() * 24, rand() * 60, rand() * 200, k == 3 ? "g/dL" : "mg/dL"
		} }' >"$1"
	cat >"$1.map" <<-'EOF'
	map csv labs
	absent clear
	record observation
	  origin    origin
	  patient   patient     ref patient
	  encounter encounter   ref encounter
	  status    status
	  code      code
	  system    system
	  name      name
	  at        at          moment
	  value     value       number
	  unit      unit
	EOF
}
# csv_race NAME MAP FILE TABLE INDEX: ours, and sqlite3's, in turn
csv_race() {
	local name=$1 map=$2 file=$3
	for _ in $(seq "$runs"); do
		fresh
		timed "$name" ch-import csv --source csv --map "$map" "$file"
		rm -f "$W"/cli.db*
		timed "$name-cli" sqlite3 -bail "$W/cli.db" 'PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;' \
			"CREATE TABLE o ($4); CREATE INDEX o_patient ON o ($5)" ".import --csv --skip 1 $file o"
	done
	rm -f "$W"/cli.db*
}
if wanted csv; then
	if command -v sqlite3 >/dev/null; then
		[ -e "$W/labs.csv" ] || labs "$W/labs.csv"
		[ -d "$W/csv" ] || ch-simulate -q --patients 5000 --seed 2 --csv --to "$W/csv" 2>/dev/null
		csv_race labs "$W/labs.csv.map" "$W/labs.csv" \
			'origin TEXT PRIMARY KEY, patient TEXT, encounter TEXT, status TEXT, code TEXT, system TEXT, name TEXT, at TEXT, value REAL, unit TEXT' 'patient, at'
		csv_race csv synthea-observations "$W/csv/observations.csv" \
			'DATE TEXT, PATIENT TEXT, ENCOUNTER TEXT, CATEGORY TEXT, CODE TEXT, DESCRIPTION TEXT, VALUE TEXT, UNITS TEXT, TYPE TEXT, PRIMARY KEY (PATIENT, ENCOUNTER, DATE, CODE)' 'PATIENT, DATE'
		verdict "CSV with ids / sqlite3 .import" "$(median "$W/labs.times" 1)" "$(median "$W/labs-cli.times" 1)" 0.68
		verdict "CSV of Synthea / sqlite3 .import" "$(median "$W/csv.times" 1)" "$(median "$W/csv-cli.times" 1)" 0.68
		plain "CSV import, peak memory" "$(median "$W/csv.times" 3)" MiB 128
	else
		skip "CSV import / sqlite3 .import" sqlite3
	fi
fi

if wanted grown; then
	# A grown store, then a day's feed: lines of many patients, in no order.
	fresh
	patients=$((rows / 155)) day="$W/day.ndjson"
	if [ ! -e "$W/grown.$rows" ]; then
		rm -rf "$W/grown" "$W"/grown.*
		ch-simulate -q --patients $patients --seed 3 --to "$W/grown" 2>/dev/null
		touch "$W/grown.$rows"
		head -n $((rows / 10)) "$W/fhir/Observation.ndjson" | shuf --random-source=<(yes) >"$day"
	fi
	timed grown ch-import fhir --source bench "$W/grown/Observation.ndjson"
	timed day ch-import fhir --source day "$day"
	"$W/keyed" "$CH_STORE" "$W/keyed.db" >"$W/keyed.out"
	verdict "seconds, 10 % more / id as key" "$(median "$W/day.times" 1)" "$(cut -d' ' -f1 "$W/keyed.out")" 0.667
	plain "import of $rows rows, peak memory" "$(median "$W/grown.times" 3)" MiB 128
	rm -f "$W"/keyed.db*
fi

if wanted question; then
	fresh
	import >/dev/null 2>&1
	id=$(ch-get patient --limit 1 | sed 's/.*"id":"\([0-9a-f]*\)".*/\1/')
	ask() { # ask NAME COMMAND...
		local name=$1
		shift
		command -v "$1" >/dev/null || return 0
		for _ in $(seq 20); do timed "$name" "$@"; done
		plain "$name" "$(awk -v s="$(median "$W/$name.times" 1)" 'BEGIN { print s * 1000 }')" ms 10
	}
	ask get ch-get patient --limit 1
	ask get-patient ch-get observation --patient "$id" --limit 20
	ask show ch-patient show "$id" -o table
	ask sql ch-sql 'SELECT 1'
	ask find ch-patient find Otter
	ask status ch-status
fi
verdict_end
