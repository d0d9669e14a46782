#!/bin/bash
# lint.sh - what compilers and checkers have to say about the tree; all of it
# must be nothing. Checkers that are not there are passed over, by name.
set -u
cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# Runs a checker; whatever it prints is a finding.
silent() { # silent NAME COMMAND...
	local name=$1
	shift
	if ! command -v "$1" >/dev/null; then
		echo "$name: no $1 here, passed over"
		return
	fi
	"$@" >"$work/out" 2>&1
	if [ -s "$work/out" ]; then
		echo "$name:"
		cat "$work/out"
		failed=1
	else
		echo "$name: nothing"
	fi
}
jobs=-j$(nproc)

# Both compilers, every warning an error; gcc's analyzer over lib.
silent 'gcc' make -s "$jobs" CC=gcc B="$work/gcc" WERROR=1 all units
silent 'clang' make -s "$jobs" CC=clang B="$work/clang" WERROR=1 all units
# It knows neither of cleanup attributes nor that 0 means that there is a result.
silent 'gcc -fanalyzer' make -s "$jobs" CC=gcc B="$work/analyzer" \
	CFLAGS="-O1 -g -fanalyzer -Wno-analyzer-malloc-leak -Wno-analyzer-use-of-uninitialized-value -Wno-analyzer-null-dereference -Wno-analyzer-null-argument" \
	"$work/analyzer/libch.a"

defines=(-D_GNU_SOURCE '-DCH_VERSION="0"' '-DCH_DATADIR="/"')
silent 'cppcheck' cppcheck --quiet --std=c11 --enable=warning,performance,portability \
	--inline-suppr --suppress=missingIncludeSystem --suppress=unknownMacro --suppress=uninitvar \
	"${defines[@]}" -Ilib -Icmd "$jobs" lib cmd
# Its analyzer knows as little as gcc's that 0 means a result; the rest of what
# is left out is our habit: sizeof(*p) of pointers, small columns, texts with
# lengths.
tidy() {
	clang-tidy --quiet --warnings-as-errors='*' \
		--checks='-*,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-reserved-identifier,-bugprone-branch-clone,-bugprone-narrowing-conversions,-bugprone-assignment-in-if-condition,-bugprone-suspicious-string-compare,-bugprone-implicit-widening-of-multiplication-result,-bugprone-sizeof-expression,-bugprone-signed-char-misuse,-bugprone-integer-division,-bugprone-not-null-terminated-result' \
		$(find lib cmd -name '*.c') -- -std=gnu11 -Ilib -Icmd \
		"-I$work/gcc/gen" "${defines[@]}" 2>/dev/null
}
if command -v clang-tidy >/dev/null; then
	silent 'clang-tidy' tidy
else
	echo 'clang-tidy: not here, passed over'
fi

silent 'shellcheck' shellcheck -s bash -e SC2016,SC2034,SC2154,SC2086,SC2046,SC2094,SC1090,SC1091,SC2015,SC2119,SC2120,SC2164,SC2012,SC2317 \
	tests/*.sh tests/*.t tests/*/*.sh man/*.sh .ci/run
silent 'mandoc' mandoc -T lint -W warning man/*.[1-8]
exit $failed
