#!/bin/bash
# t0004-units.t - the unit tests in C, as one TAP stream.
. "$(dirname "$0")/lib.sh"

for unit in "$tree"/tests/unit/*.c; do
	name=$(basename "$unit" .c)
	if [ ! -x "$build/unit/$name" ]; then
		test_expect_success "$name is built" false
		continue
	fi
	# Its own tests become tests of this file, under its name. Some read
	# share/ where they stand.
	status=0
	(cd "$tree" && exec timeout 120 "$build/unit/$name") >"$scratch/tap" \
		2>"$scratch/err" || status=$?
	while IFS= read -r line; do
		case $line in
		'ok '*) test_ok 0 "$name: ${line#ok * - }" ;;
		'not ok '*) test_ok 1 "$name: ${line#not ok * - }" ;;
		'#'*) echo "$line" >&3 ;;
		esac
	done <"$scratch/tap"
	ran=$(grep -c -e '^ok ' -e '^not ok ' "$scratch/tap")
	plan=$(sed -n 's/^1\.\.//p' "$scratch/tap")
	test_expect_success "$name ran to its end" '
		test_is 0 "'$status'" "exit" && test_is "'"$plan"'" "'"$ran"'" &&
		test_atleast 1 "'"$ran"'"'
done
test_done
