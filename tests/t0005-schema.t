#!/bin/bash
# t0005-schema.t - the schema's version is held: no change without a new one;
# and the limits of its tables.
. "$(dirname "$0")/lib.sh"
schema=$tree/share/schema

# "version fingerprint" of a hub.sql, as the build works it out.
print_of() { # print_of HUB.SQL
	echo "$(awk '/^PRAGMA user_version/ { print $NF + 0 }' "$1") $(awk -f "$schema/embed.awk" "$1" "$schema/lifecycle.sql" |
		sed -n 's/^const char ch_schema_print\[\] = "\(.*\)";$/\1/p')"
}
if [ -n "${CH_EXPECT-}" ]; then
	now=$(print_of "$schema/hub.sql")
	{ grep -v "^${now% *} " "$tree/tests/expect/schema"; echo "$now"; } >schema && cp schema "$tree/tests/expect/schema"
fi
held() {
	print_of "$schema/hub.sql" >got && version=$(cut -d' ' -f1 got) &&
		grep "^$version " "$tree/tests/expect/schema" >want && test_cmp want got && return
	echo "hub.sql or lifecycle.sql is another than version $version was. Raise user_version in hub.sql; or, if no"
	echo "release has version $version yet, write its fingerprint anew: CH_EXPECT=1 prove tests/t0005-schema.t"
	return 1
}
test_expect_success 'each version is one schema: a change needs the next user_version' held
test_expect_success 'versions are told once each, and none is newer than the schema' '
	test_is "" "$(cut -d" " -f1 "$tree/tests/expect/schema" | sort | uniq -d)" &&
	test_is "$(cut -d" " -f1 got)" "$(cut -d" " -f1 "$tree/tests/expect/schema" | sort -n | tail -n 1)"'
print_of "$schema/hub.sql" >same
while IFS='|' read -r is what sed; do
	test_expect_success "$what: $is schema" '
		sed "$sed" "$schema/hub.sql" >changed.sql && ! cmp -s "$schema/hub.sql" changed.sql && print_of changed.sql >got &&
		if [ "$is" = "the same" ]; then test_cmp same got; else ! cmp -s same got; fi'
done <<'TABLE'
another|a column more|s/^	lot TEXT, -- .*/&\n	color TEXT, -- its colour/
another|another type|s/^	lot TEXT/	lot INTEGER/
another|an index more|s/^CREATE INDEX note_patient_at .*/&\nCREATE INDEX note_title ON note (title);/
another|another word|s/sex = 'unknown'/sex = 'x'/
the same|another comment|s/-- lot number/-- the number of its lot/
the same|another blank|s/^	lot TEXT,/	lot  TEXT,/
TABLE
test_expect_success 'a store notes which it was made with' '
	test_store && test_is "$(cut -d" " -f2 same)" \
		"$(sqlite3 hub.db "SELECT value FROM setting WHERE name = \"schema\"")"'

# ---- limits ----

limited() { # limited WORDS FILE: the build ends with these words
	! awk -f "$schema/fields.awk" "$2" "$schema/stream.sql" >out 2>err && test_grep "$1" err
}
test_expect_success '65 fields in a table, 65 types: the build says so' '
	awk "{ print } /^\tprimary_source FLAG/ { for (i = 0; i < 48; i++) printf \"\tx%d TEXT, -- x\n\", i }" "$schema/hub.sql" >wide.sql &&
	limited "fields of immunization: more than 64" wide.sql && { cat "$schema/hub.sql" && for i in $(seq 40); do
		printf -- "-- t%d: x\nCREATE TABLE t%d (\n\tid ID NOT NULL -- x\n);\n" $i $i; done; } >many.sql &&
	limited "stored types: more than 64" many.sql'
test_expect_success 'there is room: 8 types and more are to come' '
	test_atleast 8 $((64 - $(grep "^CREATE TABLE" "$schema/hub.sql" | grep -vcE "TABLE (patient_word|seal|attempt) ")))'
test_done
