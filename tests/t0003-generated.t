#!/bin/bash
# t0003-generated.t - what is made from the programs is as it would be made now,
# and every program has a manual and completions.
. "$(dirname "$0")/lib.sh"

programs=$(cd "$build/bin" && ls)

test_expect_success 'make gen changes nothing' '
	mkdir copy && cp -R "$tree"/{cmd,man,completions,share} copy &&
	rm -f copy/man/*.1 copy/completions/*/* &&
	sh copy/man/gen.sh "$build/bin" &&
	diff -r "$tree/man" copy/man && diff -r "$tree/completions" copy/completions'
test_expect_success 'every program is in the table of commands, and no other' '
	cut -f1 "$tree/share/commands.tsv" | sort >got &&
	printf "%s\n" $programs | grep -vx ch | sort >want && test_cmp want got'
test_expect_success 'every program has a manual with examples and exit codes' '
	for p in $programs; do
		for section in NAME SYNOPSIS DESCRIPTION OPTIONS "EXIT STATUS" \
			EXAMPLES "SEE ALSO"; do
			grep -qx ".Sh $section" "$tree/man/$p.1" || echo "$p: no $section"
		done
	done >odd && test_cmp empty odd'
test_expect_success 'every program has completions for three shells' '
	for p in $programs; do
		ls "$tree/completions/bash/$p" "$tree/completions/zsh/_$p" \
			"$tree/completions/fish/$p.fish" >/dev/null || return 1
	done'
test_expect_success 'the manual names every verb, and every code it may end with' '
	for p in $programs; do
		"$p" --dump-options | awk -F"\t" "\$1 == \"verb\" && \$2 { print \$2 }" |
		while read -r verb; do
			grep -q -e "\.It Cm $verb" -e "Cm $verb" "$tree/man/$p.1" ||
				echo "$p: $verb"
		done
	done >odd && test_cmp empty odd'
test_expect_success 'the manual tells every record type and field' '
	awk "/^CREATE TABLE/ { t = \$3 } /^\tid ID NOT NULL/ { print t }" \
		"$tree/share/schema/hub.sql" | while read -r type; do
		grep -q "^\.Ss $type\|^\.Sh $type\|$type" "$tree/man/ch-records.5" ||
			echo "$type"
	done >odd && test_cmp empty odd'
test_expect_success 'pages refer to pages that are there' '
	cat "$tree"/man/*.[1-8] | awk "/^\.Xr ch/ { print \$2 \".\" \$3 }" |
		sort -u | while read -r page; do
		test -e "$tree/man/$page" || echo "$page"
	done >odd && test_cmp empty odd'
if command -v mandoc >/dev/null; then
	test_expect_success 'mandoc has nothing to say about the manuals' '
		{ mandoc -T lint -W warning "$tree"/man/*.[1-8] >odd; :; } &&
		test_cmp empty odd'
else
	test_skip 'mandoc has nothing to say about the manuals' 'no mandoc'
fi
test_expect_success 'completions load in bash' '
	for f in "$tree"/completions/bash/*; do bash -n "$f" || return 1; done'
if command -v zsh >/dev/null; then
	test_expect_success 'completions load in zsh' '
		for f in "$tree"/completions/zsh/*; do zsh -n "$f" || return 1; done'
else
	test_skip 'completions load in zsh' 'no zsh'
fi
if command -v fish >/dev/null; then
	test_expect_success 'completions load in fish' '
		for f in "$tree"/completions/fish/*; do fish -n "$f" || return 1; done'
else
	test_skip 'completions load in fish' 'no fish'
fi
test_done
