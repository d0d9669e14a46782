#!/bin/bash
# t1015-upgrade.t - stores of every version that was released, and of the
# commits between, become stores of this one. tests/schema/N.sql is what the
# releases of version N made a store of.
. "$(dirname "$0")/lib.sh"

# The journal of a store as versions before 4 wrote it: without what the records
# came to, and hashed by the first recipe.
as_version_1() { # as_version_1 FILE
	local sep=$'\x01' end=$'\x02'
	sqlite3 -separator "$sep" -newline "$end" -nullvalue $'\x03' "$1" "SELECT seq, 1, site, n, hlc, at, as_of, actor, program, action,
		record_type, record, rev, patient, reason, batch, cause, salt, fields FROM journal ORDER BY seq" |
	perl -MDigest::SHA=sha256_hex -e '
		sub v { $_[0] eq "\x03" ? "\0" : pack("CVa*", 1, length $_[0], $_[0]) }
		$/ = "\x02"; my $h = ""; while (<STDIN>) { chomp; my @c = split /\x01/, $_, -1; my $seq = shift @c;
		my ($salt, $fields) = splice @c, 16, 2; my $told = sha256_hex(v($salt), v($fields));
		$h = sha256_hex(v("ch-journal-1"), v($h), (map { v($_) } @c[0 .. 12]), v($told), map { v($_) } @c[13 .. 15]);
		print "UPDATE journal SET v = 1, digest = NULL, total = NULL, hash = \"$h\" WHERE seq = $seq;\n" }' >rehash.sql &&
	sqlite3 "$1" "BEGIN; $(cat rehash.sql); COMMIT"
}
# What version 1 had no place for is not in the hub at work: fields, types, and
# the further codes of what a source said; but for what follows from the rest.
forget_new() {
	rm -f first.db && sqlite3 first.db <"$tree/tests/schema/1.sql" >out &&
	sqlite3 hub.db "ATTACH 'first.db' AS f; SELECT CASE WHEN t.name IN (SELECT name FROM f.sqlite_schema)
		THEN 'UPDATE ' || t.name || ' SET ' || c.name || ' = NULL;' ELSE 'DELETE FROM ' || t.name || ';' END
		FROM main.sqlite_schema t, pragma_table_info(t.name, 'main') c WHERE t.type = 'table' AND t.name NOT IN ('lifecycle', 'journal', 'seal') AND NOT c.pk AND
		t.name NOT LIKE 'sqlite_%' AND c.name <> 'careteam' AND c.name NOT IN (SELECT name FROM pragma_table_info(t.name, 'f'))" >forget.sql &&
	sqlite3 hub.db <forget.sql
}
# A feed, and work of our own on it.
test_expect_success 'a hub at work' '
	ch-simulate -q --patients 8 --seed 3 --end 2026-06-30 --to feed 2>err && test_store &&
	ch-import fhir -q --source s feed 2>err && ch-staff add A --login a >out && ch-staff role a nurse >out &&
	patient=$(ch-get patient | head -n 1 | jq -r .id) &&
	ch-task add --title Call "$patient" -o jsonl >t && ch-task cancel --reason mistake "$(jq -r .id t)" >out &&
	for t in $(sqlite3 hub.db "SELECT DISTINCT record_type FROM coding"); do
		sqlite3 hub.db "UPDATE $t SET said = said - 1 WHERE id IN (SELECT record FROM coding)" || return 1
	done && forget_new && sqlite3 hub.db "PRAGMA wal_checkpoint(TRUNCATE)" >out &&
	want=$(everything) && as_version_1 hub.db && sqlite3 hub.db "PRAGMA wal_checkpoint(TRUNCATE)" >out &&
	rows=$(ch-audit verify | jq .rows) && cp hub.db now.db && test_atleast 5 "$rows"'

# The store of version $1 with all that now.db has: table by table.
old_store() { # old_store VERSION FILE
	rm -f "$2" "$2"-* && { echo "PRAGMA page_size=8192; PRAGMA application_id=1128822114;" && cat "$tree/tests/schema/$1.sql" &&
		echo "CREATE VIEW v_patient AS SELECT id, family FROM patient;"; } | sqlite3 "$2" && test_is wal "$(sqlite3 "$2" "PRAGMA journal_mode=WAL")" &&
	for t in $(sqlite3 "$2" "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'lifecycle'"); do
		c=$(sqlite3 "$2" "ATTACH 'now.db' AS now; SELECT group_concat(o.name) FROM pragma_table_info('$t', 'main') o
			JOIN pragma_table_info('$t', 'now') n ON n.name = o.name") &&
			echo "INSERT INTO main.$t ($c) SELECT $c FROM now.$t ORDER BY rowid;"
	done >copy.sql && sed -i 's/ FROM now.patient_word ORDER BY rowid/ FROM now.patient_word/; s/ FROM now.setting ORDER BY rowid/ FROM now.setting WHERE name <> "schema"/' copy.sql &&
	{ echo "ATTACH 'now.db' AS now; BEGIN;" && cat copy.sql && echo "COMMIT;"; } | sqlite3 "$2" && test_is "$1" "$(sqlite3 "$2" "PRAGMA user_version")"
}
for version in 1 2 3 4 5; do
	test_expect_success "version $version: not opened, 78, and told what to type" '
		old_store $version hub.db && test_expect_code 78 ch-get patient 2>err && test_grep "ch-store upgrade" err'
	test_expect_success "version $version: upgraded, all of it is there, and the chain holds" '
		ch-store upgrade -v 2>err && test_grep "from version $version" err && test_is "$want" "$(everything)" &&
		ch-store check && test_is $((rows + 1)) "$(ch-audit verify | jq .rows)" &&
		test_is 6 "$(sqlite3 hub.db "PRAGMA user_version")" && ch-store upgrade'
	test_expect_success "version $version: the same schema as a new store, table by table, and today\`s lifecycles" - <<\X
		objects() { sqlite3 "$1" "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2; SELECT * FROM lifecycle"; } &&
		objects now.db | sed 's/"//g' >w && objects hub.db | sed 's/"//g' >g && test_cmp w g
X
	test_expect_success "version $version: the feed read again brings the codes that there was no place for; then nothing" '
		ch-import fhir --source s --again feed >batch 2>err && test_jq .created batch 0 && test_atleast 10 "$(count coding)" &&
		ch-import fhir --source s --again feed >batch 2>err && test_jq ".created, .updated" batch "0 0"'
done

# ---- commits between ----

test_expect_success 'of this version, but another schema: 78, told what to type; then upgraded' '
	cp now.db hub.db && sqlite3 hub.db "UPDATE setting SET value = \"0123456789abcdef\" WHERE name = \"schema\";
		ALTER TABLE note ADD COLUMN mood TEXT; DROP VIEW v_coding; DROP TABLE coding" &&
	test_expect_code 78 ch-get patient 2>err && test_grep "ch-store upgrade" err &&
	ch-store upgrade -v 2>err && test_is "$want" "$(everything)" && ch-store check && ch-get coding >out && test_cmp empty out'
test_expect_success 'of before stores noted their schema: the same' '
	cp now.db hub.db && sqlite3 hub.db "DELETE FROM setting WHERE name = \"schema\"" && test_expect_code 78 ch-get patient 2>err &&
	ch-store upgrade && test_is "$want" "$(everything)"'
test_expect_success 'a backup of before: restored, and then upgraded' '
	old_store 2 old.db && cp now.db hub.db && { ch-store restore old.db 2>err; ch-store upgrade -v 2>>err; } &&
	test_is "$want" "$(everything)" && ch-store check'
# ---- names of parts that were others then ----

team() { # team MEMBER...: a care team of one patient
	jq -nc '{resourceType: "CareTeam", id: "t", status: "active", subject: {reference: "Patient/p"}, participant: [$ARGS.positional[] |
		{member: {reference: "Practitioner/\(.)", display: .}, role: [{text: "Nurse"}]}]}' --args "$@"
}
test_expect_success 'who was in a team before the upgrade is in it once after the next feed, and leaves with it' '
	rm -f hub.db* now.db* && test_store && team a b | ch-import fhir -q --source s - 2>err && as_version_1 hub.db && sqlite3 hub.db "PRAGMA wal_checkpoint(TRUNCATE)" >out &&
	mv hub.db now.db && old_store 3 hub.db && sqlite3 hub.db "UPDATE team SET origin = \"t|Practitioner/\" || name, id = id + 1" &&
	ch-store upgrade && team a b | ch-import fhir -q --source s - 2>err && p=$(ch-get patient | jq -r .id) &&
	test_is "a b" "$(ch-patient team "$p" | jq -r .name | sort | paste -sd" ")" && team a | ch-import fhir -q --source s - 2>err &&
	test_is a "$(ch-patient team "$p" | jq -r .name)" && ch-store check'
test_done
