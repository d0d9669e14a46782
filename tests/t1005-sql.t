#!/bin/bash
# t1005-sql.t - read-only SQL: what it gives, and what it does not do.
. "$(dirname "$0")/lib.sh"

test_expect_success 'rows, as JSON lines with the columns of the query' - <<\X
	test_sim_store && want=$(everything) &&
	ch-sql "SELECT count(*) AS n, 1.5 AS r, NULL AS gone, 'x' AS t FROM patient" >out &&
	test_jq '.n, .r, .t, has("gone")' out "40 1.5 x false"
X
test_expect_success 'ids, references and moments are spelled as ch-get spells them' - <<\X
	ch-sql 'SELECT id, patient, at, until FROM encounter ORDER BY rowid' |
		jq -c '[.id, .patient, .at, .until]' >got &&
	ch-get encounter | jq -c '[.id, .patient, .at, .until]' >want && test_cmp want got &&
	ch-sql 'SELECT test FROM patient LIMIT 1' >out && test_jq '.test | type' out boolean
X
test_expect_success 'and so big numbers do not round: ids are strings' '
	ch-sql "SELECT id FROM patient" | jq -r .id | sort >got &&
	ch-get patient | jq -r .id | sort >want && test_cmp want got'
test_expect_success 'through views, subqueries and joins, too' - <<\X
	ch-sql 'SELECT e.id, e.patient FROM encounter_once e JOIN (SELECT id FROM patient) p ON p.id = e.patient LIMIT 3' >out &&
	test_is 3 "$(grep -cE '"id":"[0-7][0-9a-f]{15}","patient":"[0-7][0-9a-f]{15}"' out)"
X
test_expect_success 'the functions of the manual' - <<\X
	ch-sql "SELECT said(moment('1980-02')) AS a, days_between(moment('2026-03-01'), moment('2026-02-26')) AS b,
		seconds_between(moment('2026-01-01T00:00:00Z'), moment('2026-01-01T00:00:00-01:00')) AS c,
		age_on(moment('1980-02-29'), moment('2026-02-28')) AS d, hexid(255) AS e,
		idof('00000000000000ff') AS f, fold('Ängström ß') AS g, day_of(moment('1970-01-02')) AS h,
		moment(NULL) AS i" >out &&
	test_jq '[.a, .b, .c, .d, .e, .f, .h, has("i")] | map(tostring)[]' out \
		"1980-02 -3 3600 45 00000000000000ff 255 1 false" && test_jq .g out "angstrom ss"
X
test_expect_success 'code sets, and the records of one: all are there when a query says so' - <<\X
	ch-sql "SELECT count(DISTINCT name) AS n, count(DISTINCT system) AS s FROM code_set" >out && test_jq '.n >= 15, .s >= 2' out "true true" &&
	ch-sql "SELECT DISTINCT hexid(patient) AS id FROM condition_coded WHERE codes = 'diabetes' AND verified = 'confirmed'" | jq -r .id | sort >got &&
	ch-get condition | jq -r 'select(.verified == "confirmed" and (.icd10 // "" | startswith("E11"))).patient' | sort -u >want && test_cmp want got && test -s got &&
	ch-sql "SELECT codes, count(*) AS n, count(DISTINCT id) AS once FROM condition_coded GROUP BY codes" >out && test_jq 'select(.n != .once)' out "" &&
	ch-sql "SELECT count(*) AS n FROM encounter_reason_coded r JOIN condition_in_force c ON c.codes = r.codes AND c.patient = r.patient" >out && test_jq '.n > 0' out true &&
	ch-sql -o table "SELECT code FROM coding_coded LIMIT 1" >out
X
test_expect_success 'a broken set is named' '
	mkdir -p site/codes && printf "# system\tcode\nhttp://x\n" >site/codes/odd.tsv &&
	CH_SHARE=$PWD/site test_expect_code 65 ch-sql "SELECT * FROM code_set" 2>err && test_grep odd err &&
	CH_SHARE=$PWD/site ch-sql "SELECT 1 AS x" >out && rm -r site'
test_expect_success 'a query on standard input; csv; table' - <<\X
	echo 'SELECT class, count(*) AS n FROM encounter GROUP BY class' | ch-sql - -o csv >out &&
	test_is class,n "$(sed -n 1p out)" && ch-sql -o table 'SELECT 1 AS one' >out &&
	test_grep '[Oo]ne' out
X
test_expect_success '-e: 1 when there is no row' '
	ch-sql -e "SELECT 1 AS x" >out && test_expect_code 1 ch-sql -e "SELECT 1 AS x WHERE 0" &&
	ch-sql "SELECT 1 AS x WHERE 0" >out && test_cmp empty out'
test_expect_success '--known and --as-of are heard' '
	test_expect_code 0 ch-sql --known 2020-01-01 "SELECT count(*) AS n FROM patient" >out &&
	test_jq .n out 0'
while IFS='|' read -r code sql; do
	test_expect_success "refused: $sql" '
		test_expect_code '$code' ch-sql "'"$sql"'" >out 2>err &&
		test_cmp empty out && test -s err && test_is 1 "$(wc -l <err)" "lines of words" &&
		{ echo "'"$sql"'" | test_expect_code '$code' ch-sql - >out; }'
done <<'TABLE'
77|INSERT INTO note (id) VALUES (1)
77|UPDATE patient SET family = 'x'
77|DELETE FROM journal
77|DROP TABLE patient
77|CREATE TABLE x (y)
77|CREATE TEMP TABLE x (y)
77|ATTACH 'other.db' AS other
77|PRAGMA journal_mode = DELETE
77|PRAGMA writable_schema = 1
77|PRAGMA user_version
77|VACUUM
77|VACUUM INTO 'copy.db'
77|BEGIN
77|COMMIT
77|REINDEX
77|ANALYZE
77|WITH x AS (SELECT 1) INSERT INTO note (id) SELECT * FROM x
64|SELECT load_extension('x')
64|SELECT 1; SELECT 2
64|SELECT 1; DROP TABLE patient
64|SELEC 1
64|SELECT nosuch FROM patient
64|SELECT 1 FROM nosuch
64|-- nothing
TABLE
test_expect_success 'and nothing was written: not a byte, no other file' '
	test_is "$want" "$(everything)" && ! test -e other.db && ! test -e copy.db &&
	ch-store check'
test_expect_success 'functions that reach outside are not there' '
	for f in "readfile(\"/etc/passwd\")" "writefile(\"x\", \"y\")" "edit(\"x\")"; do
		{ ch-sql "SELECT $f" >out 2>err; test_is 64 $?; } || return 1
	done && ! test -e x'
test_expect_success 'more than 64 KiB, NUL, no query at all' '
	{ head -c 70000 /dev/zero | tr "\0" " " | test_expect_code 65 ch-sql -; } &&
	test_expect_code 64 ch-sql && test_expect_code 64 ch-sql "SELECT 1" "SELECT 2" &&
	test_expect_code 64 ch-sql ""'
test_expect_success 'a plain sqlite3 reads the views: hex ids and readable times' - <<\X
	sqlite3 -json hub.db 'SELECT * FROM v_encounter LIMIT 1' | jq -c '.[0]' >out &&
	id=$(jq -r .id out) && ch-get encounter --where "id=$id" >want &&
	test_is "$(date -d "$(jq -r .at want)" +%s)" "$(date -d "$(jq -r .at out)" +%s)" &&
	test_jq .patient out "$(jq -r .patient want)"
X
test_done
