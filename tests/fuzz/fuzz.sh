#!/bin/bash
# fuzz.sh [SECONDS [NAME...]] - each fuzzer for so long (60), with clang's
# libFuzzer, ASan and UBSan, from seeds that the maps' own examples give. What
# breaks one is left in build/fuzz/NAME-*.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
shift || :
command -v clang >/dev/null || { echo "fuzz: no clang" >&2; exit 1; }
out=build/fuzz
mkdir -p "$out"

san='-fsanitize=address,undefined,fuzzer-no-link -fno-omit-frame-pointer -O1 -g'
make -s CC=clang B=$out HARD= CFLAGS="$san" "$out/libch.a"
libs=$(make -s -p -n 2>/dev/null | sed -n 's/^LDLIBS := //p')

# Seeds: what the maps' examples read, the maps themselves, CSV by both marks.
seed() { # seed NAME
	local dir=$out/corpus-$1 n=0 line
	mkdir -p "$dir"
	case $1 in
	fuzz_fhir | fuzz_foreign)
		sed -n 's/^< {/{/p' share/maps/fhir/*.map
		;;
	fuzz_csv)
		printf '%s\n' '1a,b,c,d,e' '0a;b;c;d;e'
		;;
	fuzz_record)
		sed -n 's/^> {/{/p' share/maps/*/*.map
		;;
	fuzz_words)
		printf '%s\n' 2026-11-22 '2026-02-29T10:00:00.125-05:00' 'next monday' +7d '-3m' 0c19ba7832b9ae27 \
			'status!=done' 'at>=2026' 'title~call' "=1+1" "-5.5e3" \
			"SELECT max(at) AS t FROM task WHERE t.at >= '2020' AND id IN ('x')" "CASE at WHEN '1' THEN (2) END"
		;;
	esac | while IFS= read -r line; do
		n=$((n + 1))
		printf '%s' "$line" >"$dir/seed-$n"
	done
	case $1 in
	fuzz_map) cp share/maps/*/*.map "$dir" ;;
	fuzz_knowledge)
		# The first byte, of several, is bound to meet the file's kind.
		for line in share/*/*.sql share/*/*.json share/*/*.tsv share/*/*.txt share/*/*.md; do
			for n in 0 1 2 3 4 5 6 7 8 9 a b; do
				[ ! -f "$line" ] || { printf '%b' "\\x0$n" && cat "$line"; } >"$dir/$n-${line//\//-}"
			done
		done
		;;
	fuzz_csv)
		printf ',a,b,c,d,e\n1,"x ""y""\nz",2.5,01.02.2003,x\nNA,,,,\n' >"$dir/rows"
		;;
	esac
}

failed=0
for file in tests/fuzz/fuzz_*.c; do
	name=$(basename "$file" .c)
	[ $# = 0 ] || [[ " $* " == *" $name "* ]] || continue
	# Word splitting is wanted: these are flags.
	# shellcheck disable=SC2086
	clang -std=gnu11 -D_GNU_SOURCE -Ilib -Itests -I$out/gen \
		-fsanitize=address,undefined,fuzzer -fno-omit-frame-pointer \
		-O1 -g -o "$out/$name" "$file" "$out/libch.a" $libs
	seed "$name"
	echo "$name: $seconds seconds"
	if ! "$out/$name" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 \
		-artifact_prefix="$out/$name-" -print_final_stats=1 \
		"$out/corpus-$name" >"$out/$name.log" 2>&1; then
		failed=1
		tail -n 30 "$out/$name.log"
	fi
	grep -E 'number_of_executed_units|new_units_added' "$out/$name.log" || :
done
exit $failed
