#!/bin/sh
# sweep.sh - runs a command once for every place where it can fail, and looks
# at what is left each time. Prints TAP: one test for each kind of fault.
#
#   sweep.sh [-m MAX] [-k 'KIND ...'] [-i INPUT] -f STORE -- COMMAND...
#
# STORE is copied fresh for each run, and the copy is $CH_STORE of COMMAND.
# INPUT is COMMAND's standard input (default: /dev/null).
# KIND: oom oom-from ioerr full short kill (default: all). At most MAX places
# of a kind are tried, evenly spread (default: every one).
#
# At each place: the exit code is one of the table's (or the kill's own), the
# store checks, what it holds is all or nothing of what COMMAND does, and the
# same command afterwards finishes the job. $SWEEP_PROBE (default: ch-store
# digest) prints what a store holds; $CHFAULT names the shim.
set -u
max=0 input=/dev/null kinds='oom oom-from ioerr full short kill' fresh=
while getopts m:k:f:i: o; do
	case $o in
	m) max=$OPTARG ;;
	k) kinds=$OPTARG ;;
	f) fresh=$OPTARG ;;
	i) input=$OPTARG ;;
	*) exit 64 ;;
	esac
done
shift $((OPTIND - 1))
: "${CHFAULT:=$(dirname "$0")/../../build/chfault.so}" "${SWEEP_PROBE:=ch-store digest}"
[ -n "$fresh" ] && [ $# -gt 0 ] && [ -e "$CHFAULT" ] || {
	sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
	exit 64
}
tmp=$(mktemp -d) || exit 73
trap 'rm -rf "$tmp"' EXIT
export CH_STORE="$tmp/store.db"
afresh() {
	rm -f "$CH_STORE" "$CH_STORE"-*
	cp "$fresh" "$CH_STORE"
}
probe() { sh -c "$SWEEP_PROBE" 2>/dev/null; }

afresh
before=$(probe)
env LD_PRELOAD="$CHFAULT" CHF_COUNT="$tmp/count" "$@" <"$input" >"$tmp/out" 2>"$tmp/err" ||
	{ echo "Bail out! the command fails without any fault"; sed 's/^/# /' "$tmp/err"; exit 1; }
after=$(probe)

# One place: prints nothing when all is well, else what is not.
place() { # place KIND N COMMAND...
	var=CHF_$(echo "$1" | tr 'a-z-' 'A-Z_') kind=$1 n=$2
	shift 2
	afresh
	env LD_PRELOAD="$CHFAULT" "$var=$n" "$@" <"$input" >"$tmp/out" 2>"$tmp/err"
	code=$?
	case $kind:$code in
	kill:137 | *:0 | *:65 | *:71 | *:73 | *:74 | *:75) ;;
	*) echo "exit $code" ;;
	esac
	ch-store check >/dev/null 2>&1 || echo "the store does not check"
	now=$(probe)
	[ "$now" = "$after" ] || { [ "$now" = "$before" ] && [ $code != 0 ]; } ||
		echo "exit $code, and the store holds something else"
	"$@" <"$input" >/dev/null 2>"$tmp/err" || echo "the same command again: exit $?"
	[ "$(probe)" = "$after" ] || echo "the same command again does not finish the job"
}

echo "1..$(echo "$kinds" | wc -w)"
t=0 failed=0
for kind in $kinds; do
	t=$((t + 1)) bad=0 tried=0 n=1
	# A store is opened by one process: the last line of a kind is its own.
	count=$(awk -v k="$kind" '$1 == k { n = $2 } END { print n + 0 }' "$tmp/count")
	step=1
	[ "$max" -gt 0 ] && [ "$count" -gt "$max" ] && step=$(((count + max - 1) / max))
	: >"$tmp/bad"
	while [ "$n" -le "$count" ]; do
		what=$(place "$kind" "$n" "$@")
		[ -z "$what" ] || { bad=$((bad + 1)); echo "# $kind $n: $what" | tr '\n' ';' >>"$tmp/bad"; echo >>"$tmp/bad"; }
		tried=$((tried + 1)) n=$((n + step))
	done
	if [ $bad = 0 ]; then
		echo "ok $t - $kind: $tried of $count places"
	else
		failed=1
		echo "not ok $t - $kind: $bad of $tried places (of $count)"
		head -20 "$tmp/bad"
	fi
done
exit $failed
