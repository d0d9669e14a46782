#!/bin/sh
# gen.sh BIN - makes OPTIONS of the manual pages, the lists of ch-records(5) and
# the completions anew, from the programs in BIN and the schema. The results
# are committed.
set -eu
export LC_ALL=C
bin=$(cd "${1:?usage: man/gen.sh BIN}" && pwd)
cd "$(dirname "$0")/.."

dump=$(mktemp)
trap 'rm -f "$dump"' EXIT

# Record types are the tables that have an id.
types=$(awk '/^CREATE TABLE/ { t = $3 } /^\tid ID NOT NULL/ { print t }' \
	share/schema/hub.sql | sort | paste -sd' ' -)
# names ROOM ENDING: the knowledge files of a room.
names() {
	for f in "share/$1"/*"$2"; do
		[ -e "$f" ] && basename "$f" "$2"
	done | sort | paste -sd' ' -
}
cohorts=$(names cohorts .sql)
measures=$(names measures .sql)
rules=$(names rules .sql)
templates=$(names plans .json)
# "task draft requested ...|alert new ...": the words of each type's status.
statuses=$(awk '/^CREATE TABLE/ { t = $3 } /^\tstatus TEXT/ { s = t; on = 1 }
	on { line = $0; while (match(line, /status = \047[a-z-]+/)) {
		s = s " " substr(line, RSTART + 10, RLENGTH - 10)
		line = substr(line, RSTART + RLENGTH) }
		if (/-- /) { print s; on = 0 } }' share/schema/hub.sql | paste -sd'|' -)
commands=$(cut -f1 share/commands.tsv | sed 's/^ch-//' | sort |
	paste -sd' ' -)

complete() {
	awk -v types="$types" -v cohorts="$cohorts" -v measures="$measures" \
		-v rules="$rules" \
		-v templates="$templates" -v commands="$commands" \
		-v statuses="$statuses" -f completions/words.awk \
		-f "completions/$1.awk" "$dump" >"$2"
}

mkdir -p completions/bash completions/zsh completions/fish
for c in cmd/*.c; do
	name=$(basename "$c" .c)
	"$bin/$name" --dump-options >"$dump"
	complete bash "completions/bash/$name"
	complete zsh "completions/zsh/_$name"
	complete fish "completions/fish/$name.fish"
	if [ -e "man/$name.1.in" ]; then
		awk -f man/options.awk "$dump" "man/$name.1.in" >"man/$name.1"
	fi
done
awk -f man/records.awk share/schema/hub.sql share/schema/stream.sql \
	man/ch-records.5.in >man/ch-records.5
