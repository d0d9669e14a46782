#!/bin/bash
# t5001-pipelines.t - the pipelines of the README, run as they are printed.
. "$(dirname "$0")/lib.sh"

# The blocks behind <!-- runs -->, each into a file of its own.
awk '
	/^<!-- runs -->$/ { wanted = 1; next }
	wanted && /^```sh$/ { n++; inside = 1; wanted = 0; next }
	/^```$/ { inside = 0 }
	inside { print > sprintf("pipeline-%02d", n) }' "$tree/README.md"

test_expect_success 'there are five of them, at least' '
	test_atleast 5 "$(ls pipeline-* | wc -l)"'
test_expect_success 'what comes before them: a store, and people in it' '
	awk "/^## .* pipelines/ { on = 1 } on && /^\`\`\`sh/ { inside = 1; next }
		on && /^\`\`\`/ { exit } inside" "$tree/README.md" >before.sh &&
	test_grep ch-simulate before.sh && . ./before.sh && test_atleast 10 "$(count patient)"'
export CH_STORE=$PWD/hub.db
for pipeline in pipeline-*; do
	first=$(head -n 1 "$pipeline")
	test_expect_success "runs: $first" '
		bash -e -o pipefail "'"$pipeline"'" >out 2>err &&
		test -s out && ! grep -v "is a DRAFT" err && before=$(everything) &&
		bash -e -o pipefail "'"$pipeline"'" >again 2>err &&
		test_is "$(wc -l <out)" "$(wc -l <again)" && test_is "$before" "$(everything)"'
done

# What the programs do, three others in a pipe can do, too.
test_expect_success 'a stage that was killed: the same line again mends it' - <<\X
	test_sim_store && line='ch-get encounter --where class=EMER | jq -c "{type: \"note\", patient: .patient, about: (\"encounter/\" + .id), id: (\"0\" + .id[1:]), text: \"Call\"}" | ch-put -' &&
	for i in 1 2 3 4 5; do
		{ timeout -s KILL 0.0$i bash -o pipefail -c "$line" >out; :; } 2>/dev/null
	done && bash -o pipefail -c "$line" >out && n=$(count note) &&
	test_is "$n" "$(wc -l <out)" && test_is "$n" "$(ch-get encounter --where class=EMER | wc -l)" &&
	ch-store check
X
test_expect_success 'a stage that fails, fails the line' '
	test_expect_code 66 bash -o pipefail -c "ch-get patient -s none.db | ch-patient show -" &&
	test_expect_code 65 bash -o pipefail -c "ch-get location | ch-patient show -"'
test_expect_success 'a demo that prints what it does' '
	test_grep "^run " "$tree/tests/demo.sh" && bash -n "$tree/tests/demo.sh"'
test_done
