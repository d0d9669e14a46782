#!/bin/bash
# t0202-json-suite.t - JSONTestSuite through the doors: accepted exactly where
# it says so, and where it leaves it open, as jansson has it.
. "$(dirname "$0")/lib.sh"
needs_data json-test-suite

# Where the suite leaves it open, jansson says.
cat >judge.c <<\C
#include <jansson.h>
int main(int argc, char **argv)
{
	json_t *v = json_load_file(argv[argc - 1], 0, NULL);

	json_decref(v);
	return !v;
}
C
cc -o judge judge.c -ljansson 2>cc.err || skip_all "no C compiler with jansson"

# The texts, one a line. Line ends in it become blanks, which JSON
# holds to be the same outside of strings; the one text that has a line end in a
# string is refused as two lines, which the tests of streams do.
: >texts && : >names
for file in "$data"/json-test-suite/*.json; do
	name=$(basename "$file" .json)
	[ "$name" != n_string_unescaped_newline ] || continue
	echo "$name" >>names
	tr '\n\r' '  ' <"$file" >>texts && echo >>texts
done
lines() { # lines BEFORE AFTER: the file "lines"; "want" has the refused
	sed "s/^/$1/; s/\$/$2/" texts >lines && grep '^n_' names >want &&
	paste -d'\t' names lines | while IFS=$'\t' read -r name line; do
		case $name in
		i_*) printf '%s\n' "$line" >line && ./judge line ||
			echo "$name" ;;
		esac
	done >>want && test_atleast 300 "$(wc -l <lines)"
}
refused() { # refused ERR: the names of the lines that were
	sed -n 's/^ch-[a-z]*: lines:\([0-9]*\):.*/\1/p' "$1" | sort -nu >numbers
	awk 'NR == FNR { bad[$1]; next } FNR in bad' numbers names
}
# A NUL is refused wherever it stands: no text of the store can hold it, and
# jansson, the arbiter, takes none in a key.
cat >nul <<\NAMES
y_object_escaped_null_in_key
y_string_null_escape
NAMES

for parser in fast jansson; do
	test_expect_success "FHIR, --parser=$parser: the value of an unknown member" - <<-X
		test_store &&
		lines '{"resourceType":"Patient","id":"p","extension":[{"url":"x","odd":' \
			'}],"gender":"male"}' &&
		test_expect_code 65 ch-import fhir -n -k --source s --parser=$parser \
			lines >out 2>err &&
		refused err >got && test_cmp <(sort want nul) <(sort got) &&
		test_jq .read,.refused out "\$(wc -l <names) \$(wc -l <got)"
	X
done
test_expect_success 'FHIR: as its first member, before anything is known of it' - <<\X
	lines '{"odd":' ',"resourceType":"Patient","id":"p"}' &&
	test_expect_code 65 ch-import fhir -n -k --source s lines >out 2>err &&
	refused err >got && test_cmp <(sort want nul) <(sort got)
X
# Ours is stricter here: no depth beyond 32, no key twice.
test_expect_success 'ch-put: a field of JSON' - <<\X
	lines '{"type":"score","why":' '}' &&
	test_expect_code 65 ch-put -n -k lines >out 2>err && refused err >got &&
	printf '%s\n' y_object_duplicated_key y_object_duplicated_key_and_value \
		i_structure_500_nested_arrays >ours &&
	test_cmp <(sort -u want nul ours) <(sort got)
X
test_expect_success 'ch-put: what was taken comes out the same' - <<\X
	test_store && { ch-put -q -k lines 2>err || :; } &&
	ch-get score | jq -cS .why | sort >got && test_atleast 90 "$(wc -l <got)" &&
	awk 'NR == FNR { bad[$1]; next }
		!(FNR in bad)' numbers lines | jq -cS .why | sort >had &&
	# -0 is 0.
	sed -i 's/^\[-0\]$/[0]/' had && sort -o had had &&
	test_cmp had got
X

# Whole texts, as files of their own: no FHIR, no record, but no crash either.
test_expect_success 'every text as a file: nothing comes of it' - <<\X
	test_store && for door in 'ch-import fhir -k --source s' \
		'ch-import fhir -k --parser=jansson --source s' 'ch-put -k' \
		'ch-import csv -k --source s --map note'; do
		got=0
		timeout 60 $door "$data"/json-test-suite/*.json >out 2>err </dev/null || got=$?
		test_is 65 $got "$door" || return 1
		case $door in
		*fhir*) test_jq .records out 0 || return 1 ;;
		esac
	done && test_is 0 "$(count patient)"
X
test_done
