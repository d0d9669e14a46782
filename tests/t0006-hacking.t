#!/bin/bash
# t0006-hacking.t - the example of HACKING.md compiles without a warning, and
# does what the page says of it.
. "$(dirname "$0")/lib.sh"

needs "${CC:-cc}"
awk '/^<!-- example: ch-demo.c -->/ { mine = 1 } mine && /^```$/ { exit }
	code { print } mine && /^```c$/ { code = 1 }' "$tree/HACKING.md" >ch-demo.c

test_expect_success 'the example compiles, without a warning' - <<\X
	test -s ch-demo.c && make -s -C "$tree" B="$build" example SOURCE="$PWD/ch-demo.c" TO="$PWD/ch-demo" 2>err &&
	test_cmp empty err && test -x ch-demo
X
test_store
need() {
	printf '{"type":"need","id":"%016x","patient":"00000000000000a1","status":"identified","category":"%s","title":"%s","at":"2026-11-0%s"}\n' \
		"0x$1" "$2" "$3" "$4"
}
{
	echo '{"type":"patient","id":"00000000000000a1","family":"Aster"}'
	need b1 food 'Not enough to eat' 2
	need b2 housing 'No heating' 1
} | ch-put - >log

test_expect_success 'it lists, filters, shows and takes steps, and what is over is not listed' '
	test_is "housing food" "$(./ch-demo list | jq -r .category | paste -sd" ")" &&
	test_is food "$(./ch-demo list -c food | jq -r .category)" &&
	./ch-demo confirm 00000000000000b1 >out && test_jq .status out confirmed &&
	test_expect_code 64 ./ch-demo resolve 00000000000000b1 &&
	./ch-demo list | ./ch-demo resolve --reason given - >out && test_jq .status out "resolved resolved" &&
	test_is "" "$(./ch-demo list)" && test_expect_code 1 ./ch-demo list -e &&
	test_is 2 "$(./ch-demo list --all | wc -l)" &&
	test_expect_code 65 ./ch-demo confirm 00000000000000b1 2>err && test_grep "already resolved by" err &&
	./ch-demo show -o table 00000000000000b1 >out && test_grep "Not enough to eat" out && test_grep "(given)" out'
test_expect_success 'its options are in --help and in what completions are made of' '
	./ch-demo list --help >out && test_grep "category=NAME" out &&
	./ch-demo --dump-options >out && test_grep "read:need" out'
test_done
