# lib.sh - sourced by the benches: timing, medians, and the lines they print.
#
# B         where the programs are (default: build); CH_SHARE as everywhere
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
B=$(cd "${B:-$here/../../build}" && pwd)
PATH=$B/bin:$PATH
W=$B/bench runs=${BENCH_RUNS:-5} only=${BENCH_ONLY:-.}
missed=0
mkdir -p "$W"
export CH_SHARE=${CH_SHARE:-$here/../../share} CH_STORE=$W/hub.db
unset CH_NOW

say() { printf '%-34s %10s %10s %8s  %s\n' "$@"; }
skip() { say "$1" - - - "skipped: $2 is not here"; }
wanted() { [[ $1 =~ $only ]]; }
median() { # median FILE COLUMN
	awk -v c="$2" '{ print $c }' "$1" | sort -g | awk '{ a[NR] = $1 } END { print NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'
}
verdict() { # verdict NAME OURS PEER BAR
	local r ok
	r=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.3f", a / b }')
	ok=$(awk -v r="$r" -v b="$4" 'BEGIN { print r <= b ? "ok" : "OVER" }')
	[ "$ok" = ok ] || missed=1
	say "$1" "$(printf %.3f "$2")" "$(printf %.3f "$3")" "$r" "<= $4 $ok"
}
plain() { # plain NAME VALUE UNIT BAR
	local ok
	ok=$(awk -v r="$2" -v b="$4" 'BEGIN { print r <= b ? "ok" : "OVER" }')
	[ "$ok" = ok ] || missed=1
	say "$1" "$(printf %.1f "$2")" "$3" - "<= $4 $ok"
}
timed() { # timed NAME COMMAND...: adds a line to NAME
	local f=$W/$1.times
	shift
	"$W/measure" "$f" "$@" >/dev/null 2>"$W/err" || { cat "$W/err" >&2; echo "bench: failed: $*" >&2; exit 1; }
}
fresh() { rm -f "$CH_STORE" "$CH_STORE"-*; ch-store init --practice --zone America/New_York >/dev/null; }
export -f fresh
export W

rm -f "$W"/*.times
cc -O2 -o "$W/measure" "$here/measure.c"
node=
if command -v node >/dev/null; then
	[ -d "$W/node_modules" ] || (cd "$W" && echo '{"private":true}' >package.json &&
		npm install --no-audit --no-fund better-sqlite3 @duckdb/node-api >npm.log 2>&1) || :
	node=$W/node_modules
	cp "$here"/peer_*.js "$W"
	[ -d "$node/better-sqlite3/build" ] || (cd "$W" && npm rebuild better-sqlite3 >>npm.log 2>&1) || :
fi
has_node() { [ -n "$node" ] && (cd "$W" && node -e "require('$1')") 2>/dev/null; }

# The last line of each bench: only BENCH_STRICT=1 minds a bar that was missed.
verdict_end() {
	[ "${BENCH_STRICT:-0}" = 0 ] || exit $missed
}
