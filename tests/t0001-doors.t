#!/bin/bash
# t0001-doors.t - the house rules: rooms and doors, sizes, what is banned where.
. "$(dirname "$0")/lib.sh"
cd "$tree" || exit 1

# Prints includes of rooms that a room has no door to.
doors() { # doors ROOM-PATH ROOM...
	local from=$1 to
	shift
	grep -RHnoE '^#include "[a-z]+/[a-z_/]+\.h"' "$from" --include='*.[ch]' |
		while IFS=: read -r file line what; do
			to=${what#*\"}
			to=${to%%/*}
			case " ${from##*/} $* " in
			*" $to "*) ;;
			*) echo "$file:$line: $what" ;;
			esac
		done
}

while read -r room may; do
	test_expect_success "lib/$room uses ${may:-nothing} and itself" '
		test -d "lib/$room" && doors "lib/$room" $may >"$scratch/out" &&
		test_cmp "$scratch/here/empty" "$scratch/out"'
done <<-\DOORS
	base
	record base
	db base
	know when base
	place know base
	visits people place store know when db record base
	when base
	feed record base
	store db record base
	load feed store know record base
	query store know db record base
	measure query store know when db record base
	people store when db record base
	directory place when store know db record base
	step people store know when db record base
	refer directory step people place store know when db record base
	care step people place measure query store know when db record base
	booking step people place know store when db record base
	ui know record base
	sim base
DOORS

test_expect_success 'there is no room beside these' - <<\X
	ls lib | paste -sd' ' - >"$scratch/out" &&
	test_is "base booking care db directory feed know load measure people place query record refer sim step store ui visits when" "$(cat "$scratch/out")"
X

# Prints the lines of code (no comments, no strings) that match.
code() { # code PATTERN FILE...
	local pattern=$1
	shift
	awk -v pattern="$pattern" '
		FNR == 1 { inside = 0 }
		{
			s = $0
			gsub(/"([^"\\]|\\.)*"/, "\"\"", s)
			gsub(/\/\*([^*]|\*[^\/])*\*\//, " ", s)
			if (inside) {
				if (!sub(/^.*\*\//, "", s)) next
				inside = 0
			}
			if (sub(/\/\*.*$/, "", s)) inside = 1
			if (s ~ pattern) print FILENAME ":" FNR ": " $0
		}' "$@"
}

below=$(find lib -name '*.[ch]' ! -path 'lib/ui/*')
test_expect_success 'the awk of this test finds code, not words' - <<\X
	printf '/* printf(1)\n exit(2) */\nint a; /* exit( */ x = "exit(";\nexit(3);\n' \
		>"$scratch/sample" &&
	test_is "$scratch/sample:4: exit(3);" \
		"$(code '(^|[^a-z_])(printf|exit)\(' "$scratch/sample")"
X

# How long one waits in the queue is not what time it is.
test_expect_success 'below ui nothing prints, exits, or asks the system' - <<\X
	{ code '(^|[^a-zA-Z0-9_>.])(printf|puts|putchar|perror|exit|_exit|abort|getenv|secure_getenv|isatty|time|clock_gettime|gettimeofday)[ ]?\(' \
		$below | grep -v CLOCK_MONOTONIC >"$scratch/out"
	code '(^|[^a-z_])(stdout|stderr)([^a-z_]|$)' $below >>"$scratch/out"; :; } &&
	test_cmp "$scratch/here/empty" "$scratch/out"
X

test_expect_success 'only lib/db knows SQLite' - <<\X
	! grep -RnE 'sqlite3(\.h|_)' lib cmd --include='*.[ch]' | grep -v '^lib/db/'
X

test_expect_success 'options are rows: one parser, and one place that opens the hub' - <<\X
	! grep -rnE 'argp|getopt' lib cmd --include='*.[ch]' | grep -v '^lib/ui/ui_' &&
	test 6 -ge "$(grep -rn 'ch_hub_open *(' cmd --include='*.c' | wc -l)"
X

test_expect_success 'no SQL in cmd' - <<\X
	{ grep -nE '"[^"]*\<(SELECT|INSERT|UPDATE|DELETE)\>[^"]*"' $(find cmd -name '*.c') |
		grep -v 'Run one SELECT' >"$scratch/sql"; :; } &&
	test_cmp "$scratch/here/empty" "$scratch/sql"
X

test_expect_success 'headers below do not show jansson, libcsv, libical or SQLite' - <<\X
	! grep -nE '#include <(jansson|csv|sqlite3|sodium|libical/[a-z]*)\.h>' \
		$(find lib -name '*.h' | grep -v -e 'lib/feed/' -e _in.h)
X

# A header NAME_in.h is its folder's own; what turns columns into records is
# behind such a one, so that every read goes through lib/store/rows.c.
test_expect_success 'headers for one folder stay in it' - <<\X
	grep -RHoE '^#include "[a-z_/]+_in\.h"' lib cmd --include='*.[ch]' |
		while IFS=: read -r file what; do
			what=${what#*\"}
			case $file in
			lib/${what%/*}/*|cmd/${what%/*}/*) ;;
			*) echo "$file: $what" ;;
			esac
		done >"$scratch/out" &&
	test_cmp "$scratch/here/empty" "$scratch/out"
X

test_expect_success 'one reader turns columns into records' - <<\X
	code 'ch_row_(int|real|text)[ ]?\(.*ch_stmt_' $(find lib cmd -name '*.c' \
		! -path 'lib/store/*') >"$scratch/out" &&
	test_cmp "$scratch/here/empty" "$scratch/out" &&
	! code 'ch_rows_(fill|fields)[ ]?\(' $(find lib cmd -name '*.[ch]' \
		! -path 'lib/store/*') | grep .
X

sources=$(find lib cmd -name '*.[ch]' | sort; ls tests/*.h tests/unit/*.c \
	tests/fault/*.c tests/fuzz/*.c tests/bench/*.c)
test_expect_success 'a file is at most 500 lines' - <<\X
	wc -l $sources tests/*.t tests/*.sh | awk '$1 > 500 && $2 != "total"' \
		>"$scratch/out" &&
	test_cmp "$scratch/here/empty" "$scratch/out"
X

# A function begins at a lone "{" in column 1, as the house writes it.
test_expect_success 'a function is at most 60 lines' - <<\X
	awk '
		/^{/ { begin = FNR; name = last }
		/^}/ && begin {
			if (FNR - begin + 1 > 62)
				print FILENAME ":" begin ": " FNR - begin - 1 \
					" lines: " name
			begin = 0
		}
		/^[a-zA-Z]/ { last = $0 }' $sources >"$scratch/out" &&
	test_cmp "$scratch/here/empty" "$scratch/out"
X

test_expect_success 'a file opens with a comment that says what it is for' - <<\X
	for f in $sources; do
		name=${f##*/}
		read -r -d '' -n 300 one <"$f" || :
		[[ $one =~ ^/\*[[:space:]*]*("$name"|"${name%.c}")" - "[^[:space:]] ]] ||
			echo "$f"
	done >"$scratch/out" &&
	test_cmp "$scratch/here/empty" "$scratch/out"
X

test_expect_success 'scripts, maps and queries open with one, too' - <<\X
	for f in tests/*.t tests/*.sh tests/*/*.sh man/*.sh man/*.awk \
		completions/*.awk share/schema/*.awk; do
		head -n 2 "$f" | grep -q '^# [A-Za-z]' || echo "$f"
	done >"$scratch/out" &&
	test_cmp "$scratch/here/empty" "$scratch/out"
X

test_expect_success 'lines of code are at most 80 columns' - <<\X
	awk '{
		n = split($0, part, "\t")
		width = 0
		for (i = 1; i <= n; i++) {
			width += length(part[i])
			if (i < n) width += 8 - width % 8
		}
		if (width > 80) print FILENAME ":" FNR ": " width
	}' $sources >"$scratch/out" &&
	test_cmp "$scratch/here/empty" "$scratch/out"
X

# banned.h bans only where it is included: everywhere below, through base.
test_expect_success 'banned functions are not called' - <<\X
	code '(^|[^a-zA-Z0-9_])(strcpy|strcat|strncpy|strncat|v?sprintf|strtok|gmtime|localtime|ctime|asctime|mktemp|tmpnam|gets|atoi|atol|atof|system|popen|alloca)[ ]?\(' \
		$(ls $sources | grep -v -e banned.h -e bench/) \
		>"$scratch/out" &&
	test_cmp "$scratch/here/empty" "$scratch/out"
X

test_expect_success 'structs, no typedefs of them' - <<\X
	! grep -nE '^\s*typedef (struct|enum|union)' $sources
X

test_expect_success 'what a header declares begins with ch_' - <<\X
	{ grep -HnoE '^[a-z].*\<[a-z_0-9]+\(' $(find lib cmd -name '*.h') |
		grep -v -e 'static inline' -e '\<ch_[a-z0-9_]*($' -e typedef \
			-e __attribute__ >"$scratch/out"; :; } &&
	test_cmp "$scratch/here/empty" "$scratch/out"
X

# What calls back is split into a top and a bottom. Objects of files that are
# gone may still lie about.
circles() { # circles OBJECT...
	nm -A "$@" | awk -f tests/circles.awk
}
test_expect_success 'the awk of this test finds a circle of three, and a pair' '
	printf "%s\n" "build/a.o:0 T ch_a" "build/a.o: U ch_b" "build/b.o:0 T ch_b" "build/b.o: U ch_c" \
		"build/c.o:0 T ch_c" "build/c.o: U ch_a" "build/c.o: U ch_d" "build/d.o:0 T ch_d" "build/d.o: U ch_e" \
		"build/e.o:0 T ch_e" "build/e.o: U ch_d" "build/f.o:0 T ch_f" "build/f.o: U ch_a" >"$scratch/sample" &&
	awk -f tests/circles.awk "$scratch/sample" | sort >"$scratch/out" &&
	printf "%s\n" "a b c" "d e" >"$scratch/expect" && test_cmp "$scratch/expect" "$scratch/out"'
test_expect_success 'no files of lib and cmd use each other in a circle' - <<\X
	objects=$(find lib cmd -name '*.c' | sed "s#\(.*\)c\$#${CH_BUILD:-build}/\1o#") &&
	ls $objects >"$scratch/objects" && test 100 -lt $(wc -l <"$scratch/objects") &&
	circles $objects >"$scratch/out" &&
	test_cmp "$scratch/here/empty" "$scratch/out"
X

test_expect_success 'LICENSE, README and VERSION are there' '
	test -s LICENSE && test -s VERSION && test -s README.md'
test_done
