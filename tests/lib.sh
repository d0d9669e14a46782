# lib.sh - sourced by every test: a clean environment, a scratch directory, and
# the verbs that tests are written in. A test file prints TAP and ends with
# test_done.
#
# CH_BUILD  the build directory (default: build)
# CH_DATA   real input made by others (default: ../shared/data)
# CH_FULL   1: everything, also what takes long
# CH_KEEP   1: leave the scratch directory
# CH_EXPECT 1: write the golden files in tests/expect anew; look at the diff

tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$(cd "$tree" && cd "${CH_BUILD:-build}" 2>/dev/null && pwd) || {
	echo "Bail out! nothing is built in ${CH_BUILD:-build}"
	exit 1
}
data=${CH_DATA:-$tree/../shared/data}
full=${CH_FULL:+1}

# Once more, with nothing in the environment but what is said here.
if [ -z "${CH_CLEAN-}" ]; then
	scratch=$(mktemp -d "${TMPDIR:-/tmp}/ch-$(basename "$0" .t).XXXXXX")
	mkdir "$scratch/home" "$scratch/here"
	bin=$build/bin
	# Programs find share/ beside the build/bin that they are in.
	if [ "$build" != "$tree/build" ]; then
		bin=$scratch/tree/build/bin
		mkdir -p "$bin" && ln -s "$tree/share" "$tree/man" "$scratch/tree"
		cp -l "$build"/bin/* "$bin" 2>/dev/null ||
			cp "$build"/bin/* "$bin"
	fi
	exec env -i CH_CLEAN="$scratch" CH_BUILD="$build" CH_DATA="$data" \
		${full:+CH_FULL=1} ${CH_KEEP:+CH_KEEP=1} \
		${CH_EXPECT:+CH_EXPECT=1} \
		ASAN_OPTIONS="${ASAN_OPTIONS-}" HOME="$scratch/home" \
		PATH="$bin:$PATH" TZ=UTC LC_ALL=C.UTF-8 CH_PAGER= \
		TMPDIR="${TMPDIR:-/tmp}" bash "$tree/tests/$(basename "$0")"
fi
scratch=$CH_CLEAN
set -u -o pipefail
exec 3>&1 4>&2
cd "$scratch/here" || exit 1
tests=0 failed=0 finished=
: >empty

at_exit() {
	[ -n "$finished" ] || echo "Bail out! the test ended early" >&3
	cd /
	[ -n "${CH_KEEP-}" ] && echo "# kept: $scratch" >&3 || rm -rf "$scratch"
}
trap at_exit EXIT

# ---- the file ----

test_done() {
	finished=1
	echo "1..$tests" >&3
	exit $((failed != 0))
}

skip_all() { # skip_all WHY
	finished=1
	echo "1..0 # SKIP $*" >&3
	exit 0
}

needs_data() { # needs_data NAME...: folders or files of the data set
	for name in "$@"; do
		[ -e "$data/$name" ] || skip_all "no $name in $data"
	done
}

needs() { # needs PROGRAM...
	for name in "$@"; do
		command -v "$name" >/dev/null || skip_all "no $name"
	done
}

# ---- one test ----

test_ok() { # test_ok STATUS NAME
	tests=$((tests + 1))
	if [ "$1" = 0 ]; then
		echo "ok $tests - $2" >&3
	else
		failed=$((failed + 1))
		echo "not ok $tests - $2" >&3
	fi
}

test_skip() { # test_skip NAME WHY
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2" >&3
}

test_eval() {
	eval "$1" </dev/null >"$scratch/log" 2>&1
}

# The body is one chain of &&, or a here-document where the body is "-". A
# broken chain would hide a failure: with (exit 117) before it, nothing of an
# unbroken one runs.
test_expect_success() { # test_expect_success NAME BODY
	local body=$2
	[ "$body" != - ] || body=$(cat)
	test_eval "(exit 117) && $body"
	if [ $? != 117 ]; then
		echo "# the chain of && is broken" >&3
		test_ok 1 "$1"
		return
	fi
	if test_eval "$body"; then
		test_ok 0 "$1"
	else
		test_ok 1 "$1"
		tail -n 30 "$scratch/log" | sed 's/^/# /' >&3
	fi
}

# ---- what a body says ----

test_expect_code() { # test_expect_code N COMMAND...
	local want=$1 got=0
	shift
	"$@" || got=$?
	[ "$got" = "$want" ] && return
	echo "exit $got, not $want: $*"
	return 1
}

test_cmp() { # test_cmp WANT GOT
	diff -u "$1" "$2"
}

test_golden() { # test_golden NAME GOT: as tests/expect/NAME has it
	[ -z "${CH_EXPECT-}" ] || cp "$2" "$tree/tests/expect/$1"
	diff -u "$tree/tests/expect/$1" "$2"
}

test_is() { # test_is WANT GOT [WHAT]
	[ "$1" = "$2" ] && return
	echo "${3-}${3:+: }want $1, got $2"
	return 1
}

test_atleast() { # test_atleast LEAST GOT
	[ "$2" -ge "$1" ] && return
	echo "want at least $1, got $2"
	return 1
}

test_grep() { # test_grep PATTERN FILE
	grep -q -e "$1" "$2" && return
	echo "no $1 in $2:"
	head -n 20 "$2"
	return 1
}

test_no_grep() { # test_no_grep PATTERN FILE
	! grep -e "$1" "$2"
}

test_jq() { # test_jq FILTER FILE WANT: what the filter gives, blanks between
	test_is "$3" "$(jq -r "$1" "$2" | paste -sd' ' -)" "$1"
}

test_tty() { # test_tty COMMAND-LINE: its standard output is a terminal
	script -qec "$1" /dev/null </dev/null | tr -d '\r'
}

# ---- stores ----

test_store() { # test_store [OPTION...]: a fresh practice store, $CH_STORE
	export CH_STORE=$PWD/hub.db
	unset CH_NOW
	rm -f hub.db hub.db-*
	ch-store init --zone America/New_York --practice "$@"
}

test_real_store() {
	export CH_STORE=$PWD/hub.db
	unset CH_NOW
	rm -f hub.db hub.db-*
	ch-store init --zone America/New_York "$@"
}

count() { # count TYPE [OPTION...]
	ch-get "$@" | wc -l
}

# Everything in the store, without what only tells when it came.
everything() {
	ch-store digest | jq -r .digest
}

# The record types whose records travel from store to store.
types() {
	awk '/^CREATE TABLE/ { t = $3 } /^\tid ID NOT NULL/ { print t }' \
		"$tree/share/schema/hub.sql" | grep -vx -e batch -e reject
}

# Made once for all tests of a build, since it takes a while.
cached() { # cached NAME COMMAND...: the command makes $PWD/NAME
	local key dir name=$1
	shift
	key=$(cat "$build"/bin/ch-{simulate,import,store} \
		"$tree"/share/{maps,codes,schema}/* "$tree"/share/maps/*/* \
		2>/dev/null | cksum | tr ' ' -)
	dir=$build/test-cache/$key
	if [ ! -e "$dir/$name" ]; then
		mkdir -p "$dir" && (
			new=$(mktemp -d "$dir/new.XXXXXX") && cd "$new" &&
				"$@" && { mv -T "$name" "$dir/$name" 2>/dev/null ||
				[ -e "$dir/$name" ]; } && rm -rf "$new"
		) >&2 || return
	fi
	echo "$dir/$name"
}

test_sim() { # test_sim [N [OPTION...]]: the directory of a population
	local n=${1:-40}
	shift
	local name
	name=sim-$n$(echo "${*-}" | tr -c 'a-z0-9\n' -)
	cached "$name" ch-simulate -q --patients "$n" --seed 7 --to "$name" "$@"
}

sim_store_make() { # in the cache: a practice store with the 40 people
	local sim
	sim=$(test_sim 40) || return
	export CH_STORE=$PWD/sim.db CH_NOW=2026-06-30T18:00:00-04:00
	ch-store init --zone America/New_York --practice &&
		ch-import fhir -q --source demo "$sim" && rm -f sim.db-*
}

test_sim_store() { # a fresh copy of a practice store with a population in it
	local from
	from=$(cached sim.db sim_store_make) || return
	export CH_STORE=$PWD/hub.db CH_NOW=2026-06-30T18:00:00-04:00
	rm -f hub.db hub.db-*
	cp "$from" hub.db
}
