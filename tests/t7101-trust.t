#!/bin/bash
# t7101-trust.t - what is changed behind the programs' back is found, whatever
# it is; anchors; what must be readable; what is said when it is not.
. "$(dirname "$0")/lib.sh"

# Any user but root, where we are root; else ourselves.
as_other() {
	if [ "$(id -u)" = 0 ]; then setpriv --reuid 20001 --regid 20001 --clear-groups "$@"; else "$@"; fi
}

# ---- behind the journal ----

test_expect_success 'a store with a feed, work by hand, changes and an undone load' '
	test_sim_store && ch-staff add A --login a >out && ch-staff role a nurse >out &&
	p=$(ch-get patient --limit 1 | jq -r .id) && ch-task add --title Call "$p" -o jsonl >t && t=$(jq -r .id t) &&
	ch-task cancel --reason mistake "$t" >out && printf "origin,text\n1,a\n" >n.csv &&
	ch-import csv -q --source x --map note n.csv && ch-import undo -q last &&
	c=$(ch-get contact --limit 1 | jq -r .id) && printf "{\"type\":\"contact\",\"v\":1,\"id\":\"%s\",\"value\":\"555-0100\"}\n" "$c" | ch-put -q - &&
	ch-store check -v >whole 2>err && test_grep "whole" err && test_jq ".rows > 5 and .records > 1000" whole true &&
	sqlite3 hub.db "PRAGMA wal_checkpoint(TRUNCATE)" >out && cp hub.db good.db'
behind() { # behind NAME WORDS SQL: found, 65, and named
	test_expect_success "behind the journal: $1" - <<X
		rm -f hub.db hub.db-* && cp good.db hub.db && sqlite3 hub.db "$3" &&
		test_expect_code 65 ch-store check -q 2>err && test_grep "$2" err
X
}
behind 'every contact`s number' 'contact .* is not as' "UPDATE contact SET value = '555-0199'"
behind 'one value that a feed wrote' 'observation .* is not as its source said it' \
	'UPDATE observation SET value = 1 WHERE rowid = 5'
behind 'what was written by hand' 'task .* is not as the journal left it' "UPDATE task SET title = 'x'"
behind 'what was corrected by hand' 'contact .* is not as the journal left it' \
	"UPDATE contact SET value = '555-0101' WHERE value = '555-0100'"
behind 'when it was heard' 'observation records were changed' 'UPDATE observation SET recorded = recorded - 33554432 WHERE rowid = 7'
behind 'a record taken away' 'encounter records were taken away' 'DELETE FROM encounter WHERE rowid = 3'
behind 'a task taken away' 'task .* is gone' 'DELETE FROM task'
behind 'a record added' 'observation records were added' \
	"INSERT INTO observation (id, patient, source, recorded, rev) SELECT 5, patient, 'x', recorded, 1 FROM observation LIMIT 1"
behind 'two values exchanged' 'observation records were changed' \
	'UPDATE observation SET value = CASE rowid WHEN 5 THEN (SELECT value FROM observation WHERE rowid = 6) ELSE (SELECT value FROM observation WHERE rowid = 5) END WHERE rowid IN (5, 6)'
behind 'a further code' 'coding records were taken away' 'DELETE FROM coding WHERE rowid = 2'
behind 'a batch`s counts' 'batch records were changed' 'UPDATE batch SET created = 1 WHERE rowid = 1'
behind 'a setting' 'setting records were changed' "UPDATE setting SET value = 'UTC' WHERE name = 'zone'"
behind 'a setting more' 'setting records were added' "INSERT INTO setting VALUES ('site_dir', '$PWD')"
behind 'the sums themselves' 'records' "UPDATE seal SET n = n + 1 WHERE on_type = 'task'"
behind 'the index of names' 'patient .* is not found by' 'DELETE FROM patient_word'
behind 'a name that nobody has' 'in no name' "INSERT INTO patient_word SELECT 'zzz', id FROM patient LIMIT 1"
behind 'a step of a lifecycle' 'step: task.status' "UPDATE lifecycle SET becomes = 'completed' WHERE rowid = 3"
behind 'a step less' 'step: .* is not there' 'DELETE FROM lifecycle WHERE rowid = 3'
behind 'a trigger' 'trigger t' 'CREATE TRIGGER t AFTER INSERT ON task BEGIN UPDATE task SET title = 1 WHERE id = new.id; END'
behind 'a view of another meaning' 'view: encounter_once is another' \
	'DROP VIEW encounter_once; CREATE VIEW encounter_once AS SELECT * FROM encounter'
behind 'a view for people' 'view: v_task is another' 'DROP VIEW v_task; CREATE VIEW v_task AS SELECT * FROM task WHERE 0'
behind 'an index dropped' 'index: patient_person is not there' 'DROP INDEX patient_person'
behind 'an index that refuses' 'index once is none' 'CREATE UNIQUE INDEX once ON task (title)'
behind 'an index of other rows' 'index: patient_test is another' \
	'DROP INDEX patient_test; CREATE INDEX patient_test ON patient (id) WHERE test = 0'
test_expect_success 'what differs is named, and no value' '
	rm -f hub.db hub.db-* && cp good.db hub.db && sqlite3 hub.db "UPDATE task SET title = '\''Quagga'\''" &&
	test_expect_code 65 ch-store check 2>err && ! grep -e Quagga -e Call err'
test_expect_success 'a site`s own table beside ours is no fault' '
	rm -f hub.db hub.db-* && cp good.db hub.db && sqlite3 hub.db "CREATE TABLE own (a); CREATE INDEX own_a ON own (a)" && ch-store check'
test_expect_success 'fields put in the place of what was lawfully erased' '
	rm -f hub.db hub.db-* && cp good.db hub.db && h=$(ch-audit verify | jq -r "\"\(.rows):\(.head)\"") &&
	seq=$(sqlite3 hub.db "SELECT max(seq) FROM journal WHERE fields IS NOT NULL AND action = \"update\"") &&
	told=$(perl -MDigest::SHA=sha256_hex -e "print sha256_hex(map { pack(\"CVa*\", 1, length, \$_) } @ARGV)" \
		"$(sqlite3 hub.db "SELECT salt FROM journal WHERE seq = $seq")" "$(sqlite3 hub.db "SELECT fields FROM journal WHERE seq = $seq")") &&
	sqlite3 hub.db "UPDATE journal SET erased = \"$told\", fields = NULL, salt = NULL WHERE seq = $seq" &&
	ch-audit verify --head "$h" >out && test_jq .erased out 1 && for set in "fields = \"{}\"" "salt = \"x\"" "erased = \"$told \""; do
		sqlite3 hub.db "UPDATE journal SET $set WHERE seq = $seq" && test_expect_code 65 ch-audit verify --head "$h" 2>err &&
		test_expect_code 65 ch-store check -q 2>err && sqlite3 hub.db "UPDATE journal SET erased = \"$told\", fields = NULL, salt = NULL WHERE seq = $seq" || return 1
	done'
test_expect_success 'a load with refusals, one in chunks, a retry: all sums hold' '
	test_store && printf "origin,at,text\n1,2026-01-01,a\n2,never,b\n3,2026-01-02,c\n" >n.csv &&
	test_expect_code 65 ch-import csv -q -k --source x --map note n.csv 2>err && ch-store check -q &&
	sim=$(test_sim 40) && ch-import fhir -q --source s --chunk 300 "$sim" 2>err && ch-store check -q && ch-import fhir -q --source s --again "$sim" 2>err &&
	batch=$(ch-import batches -o jsonl | jq -r "select(.created > 100) | .id" | head -n 1) && ch-import undo -q "$batch" 2>err && ch-store check -q'

# ---- anchors ----

test_expect_success 'each commit leaves an anchor; the chain holds them all' '
	test_store && ch-store set anchor "$PWD/anchors" && ch-staff add A --login a >out && ch-staff role a nurse >out &&
	test_is 3 "$(wc -l <anchors)" && ch-audit verify >out && test_jq .anchors out 3 && ch-audit verify --anchor anchors >out && test_jq .anchors out 3'
test_expect_success 'a journal cut off, or made anew with all its hashes' '
	cp hub.db cut.db && sqlite3 cut.db "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)" &&
	test_expect_code 65 ch-audit verify -s cut.db 2>err && test_grep "anchors:3: .*cut off" err &&
	test_store && ch-staff add A --login a >out && ch-staff role a nurse >out && ch-staff role a b >out && ch-audit verify &&
	test_expect_code 65 ch-audit verify --anchor anchors 2>err && test_grep "anchors:1: .*another hash" err'
test_expect_success 'no anchor, no commit; none kept, none asked for' '
	test_store && test_expect_code 66 ch-store set anchor "$PWD/no/such/place" 2>err && test_is 1 "$(ch-audit verify | jq .rows)" &&
	test_expect_code 64 ch-store set anchor here 2>err && test_expect_code 64 ch-store set zone UTC 2>err && test_grep "those are" err &&
	ch-store set name Hub && ch-audit trail >out && test_grep "\"name\":\[\"\",\"Hub\"\]" out && ch-store check -q'

# ---- the site`s own knowledge ----

test_expect_success 'a site`s folder that is gone: refused by whatever uses it, said by check and status' '
	test_sim_store && mkdir -p site/cohorts && cp "$tree/share/cohorts/diabetes.sql" site/cohorts/ && ch-store set site_dir "$PWD/site" &&
	ch-patient list --cohort diabetes >out && mv site gone && for c in "ch-patient list --cohort diabetes" "ch-report list" "ch-plan templates" \
		"ch-knowledge list" "ch-task list" "ch-import maps"; do
		test_expect_code 78 $c >out 2>err && test_grep "$PWD/site" err || { echo "$c"; return 1; }
	done && test_expect_code 78 ch-store check -q 2>err && ch-status -o jsonl >out && test_grep "$PWD/site" out &&
	ch-store backup copy.db && ch-audit verify >out && ch-store set site_dir && ch-patient list --cohort diabetes >out && ch-store check -q'

# ---- who may read ----

test_expect_success 'a place that cannot be written can be read, and nothing is made in it' '
	test_sim_store && mkdir -p ro && sqlite3 hub.db "PRAGMA wal_checkpoint(TRUNCATE)" >out && cp hub.db ro/hub.db && chmod 755 "$PWD" "$(dirname "$PWD")" &&
	chmod 644 ro/hub.db && chmod 555 ro && as_other ch-get patient -s ro/hub.db >got && test_is "$(count patient)" "$(wc -l <got)" &&
	as_other ch-store check -s ro/hub.db && chmod 777 ro && as_other ch-get patient -s ro/hub.db >got && test_is hub.db "$(ls ro)"'
if [ "$(id -u)" = 0 ] && [ -d /proc/self ]; then
test_expect_success 'a group`s store: no reader locks the others out' '
	test_store && mkdir -p shared && chmod 755 "$PWD" "$(dirname "$PWD")" && cp hub.db shared/hub.db && chgrp -R 20009 shared && chmod 770 shared && chmod 660 shared/hub.db && chown 20001 shared/hub.db &&
	for i in 1 2 3; do for u in 20002 20001; do
		setpriv --reuid $u --regid $u --groups 20009 bash -c "umask 077; ch-get staff -s shared/hub.db; ch-staff add x$u$i --login x$u$i -s shared/hub.db" >out 2>err || { cat err; return 1; }
	done; done && setpriv --reuid 20002 --regid 20002 --groups 20009 ch-store check -q -s shared/hub.db'
else
test_skip 'a group`s store: no reader locks the others out' 'needs root'
fi
test_expect_success 'check says when what lies beside the store has another mode' '
	test_store && ch-staff add A --login a >out && chmod 644 hub.db-queue && test_expect_code 65 ch-store check -q 2>err && test_grep "mode: .*-queue" err &&
	chmod 600 hub.db-queue && ch-store check -q && chmod 602 hub.db hub.db-queue && test_expect_code 65 ch-store check -q 2>err && test_grep "everybody may write" err'
test_expect_success 'no core is left, whatever the limit' '
	test_store && (ulimit -c unlimited; printf "" >fifo.sql; mkfifo in 2>/dev/null; ch-put - <in & p=$!; exec 3>in; sleep 0.2;
		test_is 0 "$(awk "/core file/ { print \$5 }" /proc/$p/limits)"; r=$?; exec 3>&-; wait $p; exit $r)'

# ---- restore, upgrade, backup ----

test_expect_success 'restore keeps mode and group, and is journaled with its change' '
	rm -f copy.db && test_store && ch-store backup copy.db && chmod 640 hub.db && { [ "$(id -u)" != 0 ] || chgrp 20009 hub.db; } && g=$(stat -c %g hub.db) && ch-store restore -q copy.db &&
	test_is "640 $g" "$(stat -c "%a %g" hub.db)" && test_is restore "$(ch-audit trail | tail -n 1 | jq -r .action)" && ch-store check -q'
rows_of() { ch-audit trail -s "$1" | jq -r .action | grep -c "$2"; }
test_expect_success 'killed at any moment: no copy without its row, no restored store without its' '
	rm -f copy.db && test_sim_store && ch-store backup copy.db && for i in $(seq 25); do
		rm -f b.db r.db r.db-* && n=$(rows_of hub.db backup) &&
		{ ch-store backup -q b.db & p=$!; sleep 0.$(printf %03d $((i * 7 + RANDOM % 20))); kill -9 $p; wait $p; } 2>/dev/null
		[ ! -e b.db ] || test_is $((n + 1)) "$(rows_of hub.db backup)" || return 1
		{ ch-store restore -q -s r.db copy.db & p=$!; sleep 0.$(printf %03d $((i * 9 + RANDOM % 20))); kill -9 $p; wait $p; } 2>/dev/null
		[ ! -e r.db ] || test_is 1 "$(rows_of r.db restore)" || return 1
	done'

# ---- a map of another format ----

test_expect_success 'a map of another format: refused by name, at every door' '
	test_store && printf "a,b\n1,2\n" >x.csv && for m in "$tree/share/maps/fhir/Patient.map" Patient; do
		test_expect_code 65 ch-import csv --source c -m "$m" x.csv 2>err && test_grep "Patient.map: not a map for csv" err || return 1
	done && mkdir -p odd/maps/fhir && cp "$tree"/share/maps/csv/splink-people.map odd/maps/fhir/Patient.map &&
	test_expect_code 65 env CH_SHARE="$PWD/odd" ch-import fhir --source c x.csv 2>err && test_grep "not a map for fhir" err'
test_expect_success 'damaged pages and -k: an error, never a crash' '
	test_sim_store && ch-get patient >p && ch-get encounter >e && size=$(stat -c %s hub.db) && cp hub.db good.db && for i in $(seq 12); do
		rm -f hub.db-* && cp good.db hub.db && dd if=/dev/urandom of=hub.db bs=4096 count=2 conv=notrunc seek=$((size / 4096 * i / 13)) 2>/dev/null
		for c in "ch-put -k p e" "ch-import fhir -k --source s $(test_sim 40)" "ch-import retry -k" "ch-import csv -k --source x --map note n.csv"; do
			$c >out 2>err; got=$?; [ $got -lt 128 ] || { echo "$c: $got"; return 1; }
		done
	done'
test_done
