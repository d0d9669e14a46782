#!/bin/bash
# t1001-store.t - the life of the store: made, checked, copied, brought back,
# upgraded; and whoever tampers with it is found.
. "$(dirname "$0")/lib.sh"

test_expect_success 'init asks for the zone, and refuses to guess it elsewhere' '
	export CH_STORE=$PWD/a.db && test_expect_code 64 ch-store init 2>err &&
	test_grep "zone" err && ! test -e a.db &&
	test_expect_code 64 ch-store init --zone Mars/Olympus && ! test -e a.db'
if command -v script >/dev/null; then
	test_expect_success 'on a terminal it asks' '
		(echo Europe/Berlin; sleep 1) | script -qec "ch-store init" /dev/null >out &&
		test_grep "time zone" out && test_grep a.db out &&
		test_is Europe/Berlin "$(sqlite3 a.db "SELECT value FROM setting WHERE name = \"zone\"")"'
else
	test_skip 'on a terminal it asks' 'no script(1)'
fi
test_expect_success 'it never overwrites: 73, and the file is as it was' '
	test_store && cp hub.db was.db && test_expect_code 73 ch-store init --zone UTC &&
	cmp hub.db was.db && echo "Dear diary," >text &&
	test_expect_code 73 ch-store init --zone UTC -s text &&
	test_is "Dear diary," "$(cat text)" &&
	test_expect_code 73 ch-store init --zone UTC -s nowhere/hub.db'
test_expect_success 'a store is its owner`s alone' '
	test_is 600 "$(stat -c %a hub.db)"'
test_expect_success 'a fresh store is whole, and its chain begins with init' '
	ch-store check && ch-audit verify >out && test_jq ".rows" out 1 &&
	test_is init "$(ch-audit trail | jq -r .action)"'
test_expect_success 'the schema is in it: WAL, version, lifecycles' '
	test_is wal "$(sqlite3 hub.db "PRAGMA journal_mode")" &&
	test_is 6 "$(sqlite3 hub.db "PRAGMA user_version")" &&
	test_atleast 100 "$(sqlite3 hub.db "SELECT count(*) FROM lifecycle")" &&
	test_is 8192 "$(sqlite3 hub.db "PRAGMA page_size")"'
test_expect_success 'a site`s folder that is not there: refused, and no store made' '
	test_expect_code 66 ch-store init --zone UTC -s b.db --site nowhere && ! test -e b.db'

# ---- check ----

test_expect_success 'check names what is wrong: 65' '
	test_sim_store && ch-store check -v 2>err && test_grep whole err &&
	sqlite3 hub.db "DELETE FROM patient WHERE id = (SELECT patient FROM encounter LIMIT 1)" &&
	test_expect_code 65 ch-store check 2>err && test_grep patient err'
test_expect_success 'a dropped index, a dropped column' '
	test_sim_store && sqlite3 hub.db "DROP INDEX encounter_id" &&
	test_expect_code 65 ch-store check 2>err && test_grep "index: encounter" err &&
	test_sim_store && sqlite3 hub.db "DROP VIEW v_note; ALTER TABLE note DROP COLUMN title" &&
	test_expect_code 65 ch-store check 2>err && test_grep "table: note" err'
test_expect_success 'damaged pages: found, and never a crash' '
	found=0 && for i in 1 2 3 4 5 6 7 8 9 10; do
		test_sim_store && size=$(stat -c %s hub.db) &&
		dd if=/dev/urandom of=hub.db bs=4096 count=2 conv=notrunc \
			seek=$((size / 4096 * i / 11)) 2>/dev/null
		ch-store check >out 2>err; got=$?
		case $got in
		65 | 78) found=$((found + 1)) ;;
		0) ;;
		*) echo "exit $got: $(cat err)"; return 1 ;;
		esac
		ch-get patient >out 2>err; got=$?
		case $got in
		0 | 65 | 74 | 78) ;;
		*) echo "get: exit $got: $(cat err)"; return 1 ;;
		esac
	done && test_is 10 $found "found"'
test_expect_success 'a store cut short' '
	test_sim_store && truncate -s 100000 hub.db && { ch-store check 2>err; got=$?
	test $got = 65 || test $got = 78 || test_is "65 or 78" $got; } && test -s err'

# ---- tampering ----

while IFS='|' read -r what sql; do
	test_expect_success "tampering is found: $what" '
		test_store && ch-staff add A --login a >out && ch-staff role a nurse >out &&
		ch-staff role a doctor >out && ch-audit verify >out && test_jq .rows out 4 &&
		sqlite3 hub.db "'"$sql"'" && test_expect_code 65 ch-audit verify 2>err >out &&
		test_grep "journal" err && test_cmp empty out && test_expect_code 65 ch-store check 2>err'
done <<'TABLE'
who|UPDATE journal SET actor = 'nobody' WHERE seq = 3
when|UPDATE journal SET at = at + 33554432 WHERE seq = 3
what|UPDATE journal SET fields = replace(fields, 'nurse', 'chief') WHERE seq = 3
the salt|UPDATE journal SET salt = '00' WHERE seq = 3
a row gone|DELETE FROM journal WHERE seq = 3
the first row gone|DELETE FROM journal WHERE seq = 1
a row put in|INSERT INTO journal SELECT 99, v, site, n, hlc, at, as_of, actor, program, action, record, record_type, rev, patient, fields, erased, salt, reason, batch, cause, digest, total, hash FROM journal WHERE seq = 2
two rows exchanged|UPDATE journal SET seq = CASE seq WHEN 2 THEN 30 ELSE 20 END WHERE seq IN (2, 3); UPDATE journal SET seq = seq / 10 WHERE seq >= 20
the hash|UPDATE journal SET hash = hash || '0' WHERE seq = 3
the last row|UPDATE journal SET reason = 'x' WHERE seq = 4
TABLE
commitment='$s = shift; $f = shift; print sha256_hex(map { pack("CVa*", 1, length, $_) } $s, $f)'
test_expect_success 'a value lawfully erased leaves the chain whole; a wrong commitment does not' '
	test_store && ch-staff add A --login a >out && ch-staff role a nurse >out && ch-staff role a b >out &&
	salt=$(sqlite3 hub.db "SELECT salt FROM journal WHERE seq = 3") &&
	fields=$(sqlite3 hub.db "SELECT fields FROM journal WHERE seq = 3") &&
	told=$(perl -MDigest::SHA=sha256_hex -e "$commitment" "$salt" "$fields") &&
	sqlite3 hub.db "UPDATE journal SET erased = \"$told\", salt = NULL, fields = NULL WHERE seq = 3" &&
	ch-audit verify >out && test_jq .rows out 4 &&
	sqlite3 hub.db "UPDATE journal SET erased = replace(erased, substr(erased, 1, 1), \"x\") WHERE seq = 3" &&
	test_expect_code 65 ch-audit verify'
test_expect_success 'a chain cut off at its end is found by the head noted before' '
	test_store && ch-staff add A --login a >out && ch-staff role a nurse >out &&
	head=$(ch-audit verify | jq -r "\"\(.rows):\(.head)\"") && ch-audit verify --head "$head" &&
	ch-staff role a b >out && ch-audit verify --head "$head" &&
	sqlite3 hub.db "DELETE FROM journal WHERE seq >= 3" && ch-audit verify &&
	test_expect_code 65 ch-audit verify --head "$head" &&
	test_expect_code 64 ch-audit verify --head nonsense'
test_expect_success 'a record changed behind the hub`s back shows in the digest' '
	test_sim_store && before=$(everything) &&
	sqlite3 hub.db "UPDATE observation SET value = value + 1 WHERE rowid = 7" &&
	! test "$before" = "$(everything)" &&
	sqlite3 hub.db "UPDATE observation SET value = value - 1 WHERE rowid = 7" &&
	test_is "$before" "$(everything)"'

# ---- backup and restore ----

test_expect_success 'backup: a whole copy; an old one is not overwritten' '
	test_sim_store && want=$(everything) && ch-store backup copy.db &&
	test_is "$want" "$(CH_STORE=copy.db everything)" && CH_STORE=copy.db ch-store check &&
	test_is 600 "$(stat -c %a copy.db)" && test_expect_code 73 ch-store backup copy.db &&
	test_is copy.db "$(ls -d copy.db*)"'
test_expect_success 'backup while others write' '
	for i in 1 2 3 4 5 6; do
		{ echo "{\"type\":\"note\",\"text\":\"$i\"}" | ch-put -q - & }
	done && ch-store backup busy.db && wait && CH_STORE=busy.db ch-store check &&
	test_is 6 "$(count note)"'
test_expect_success 'restore: as it was, and sending is held' '
	ch-store restore copy.db && test_is "$want" "$(everything)" && ch-store check &&
	ch-audit verify && ch-status >out && test_jq "select(.what == \"sending\").look" out true &&
	test_is restore "$(ch-audit trail | jq -r .action | tail -n 1)" && test -e copy.db'
test_expect_success 'restore of what is no store, or damaged: refused, the store untouched' '
	echo x >text && test_expect_code 78 ch-store restore text &&
	test_expect_code 66 ch-store restore no.db && cp copy.db bad.db &&
	sqlite3 bad.db "DELETE FROM journal WHERE seq = 1" &&
	test_expect_code 65 ch-store restore bad.db && test_is "$want" "$(everything)"'
test_expect_success 'restore of a store that somebody has open: 75' '
	{ sqlite3 hub.db "BEGIN IMMEDIATE; SELECT 1;" ".shell sleep 3" >/dev/null & } &&
	sleep 0.5 && { test_expect_code 75 ch-store restore --wait 0 copy.db; got=$?; wait; return $got; }'
test_expect_success '--keep: of each day, week and month the newest' '
	test_store && for day in 2025-11-30 2025-12-31 2026-01-15 2026-02-20 2026-03-01 \
		2026-03-02 2026-03-07 2026-03-08; do
		CH_NOW=${day}T03:00:00Z ch-store backup b.db --keep 2d2w3m || return 1
	done && ls b.db.* >got && printf "b.db.%sT030000Z\n" 2026-01-15 2026-02-20 \
		2026-03-01 2026-03-07 2026-03-08 >want && test_cmp want got'
test_expect_success '--keep leaves other files alone; nonsense is 64' '
	touch b.db.mine b.db.2020-01-01T000000Z.txt && CH_NOW=2026-03-09T03:00:00Z \
		ch-store backup b.db --keep 1d && test -e b.db.mine &&
	test -e b.db.2020-01-01T000000Z.txt && test -e b.db.2026-03-09T030000Z &&
	! test -e b.db.2026-03-08T030000Z && for k in x 7 d 7x -1d 0d; do
		test_expect_code 64 ch-store backup c.db --keep $k || return 1
	done'

# ---- upgrade ----

# A store of before version 1 lacked columns and indexes, and had others.
old_store() {
	test_sim_store && sqlite3 hub.db "SELECT 'DROP VIEW ' || name || ';'
		FROM sqlite_master WHERE type = 'view'" | sqlite3 hub.db &&
	sqlite3 hub.db "
		DROP INDEX encounter_stay; DROP INDEX patient_odd;
		ALTER TABLE patient DROP COLUMN replaced;
		ALTER TABLE activity DROP COLUMN item;
		DROP INDEX task_activity; DROP INDEX alert_about;
		ALTER TABLE encounter DROP COLUMN same_as;
		ALTER TABLE observation ADD COLUMN gone TEXT;
		DROP INDEX encounter_class_at; DROP TABLE teaching;
		PRAGMA user_version = 0"
}
test_expect_success 'an old store is not opened, and nothing upgrades it by itself' '
	test_sim_store && want=$(everything) && old_store && cp hub.db old.db &&
	test_expect_code 78 ch-get patient 2>err && test_grep "ch-store upgrade" err &&
	test_is 0 "$(sqlite3 hub.db "PRAGMA user_version")"'
test_expect_success 'upgrade: all data is there, under the new schema' '
	ch-store upgrade -v 2>err && ch-store check && test_is "$want" "$(everything)" &&
	ch-audit verify && test_is upgrade "$(ch-audit trail | jq -r .action | tail -n 1)" &&
	ch-get teaching >out && ch-get encounter --where same_as= >out && test -s out'
test_expect_success 'the copy of before is beside it, and its name is told' '
	copy=$(sed -n "s/.*as it was: //p" err) && test -s "$copy" &&
	test_is 0 "$(sqlite3 "$copy" "PRAGMA user_version")" &&
	test_is 40 "$(sqlite3 "$copy" "SELECT count(*) FROM patient")"'
test_expect_success 'again: nothing to do. A newer one: 78' '
	before=$(sha256sum <hub.db) && ch-store upgrade &&
	test_is "$before" "$(sha256sum <hub.db)" &&
	sqlite3 hub.db "PRAGMA user_version = 99" && test_expect_code 78 ch-store upgrade'
test_expect_success 'killed anywhere, it is old or new, and the same command ends it' '
	for i in 1 2 3 4 5 6 7 8; do
		cp old.db hub.db && rm -f hub.db-*
		{ ch-store upgrade & } && p=$! && sleep 0.0$i && {
		kill -9 $p; wait $p; ch-store upgrade; } && ch-store check && test_is "$want" "$(everything)" || return 1
	done'
test_expect_success 'a file that is no store is not upgraded' '
	echo x >text && test_expect_code 78 ch-store upgrade -s text &&
	test_expect_code 66 ch-store upgrade -s none.db'
test_done
