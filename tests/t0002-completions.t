#!/bin/bash
# t0002-completions.t - every program's completion, loaded in bash, zsh and
# fish, and asked.
cd "$(dirname "$0")/.." || exit 1
n=0
ok() { # ok NAME STATUS
	n=$((n + 1))
	if [ "$2" = 0 ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; fi
}
skip() {
	n=$((n + 1))
	echo "ok $n - $1 # SKIP no $1"
}

# The first verb of a program, with a blank before; nothing if it has none.
verb_of() {
	build/bin/"$1" --dump-options |
		awk -F'\t' '$1 == "verb" { if ($2) print " " $2; exit }'
}

in_bash() { # the answers to a last word after "--format ="
	bash --norc -c '. "completions/bash/$1"; f=_${1//-/_}; shift
		COMP_WORDS=("$@" --format = ""); COMP_CWORD=$(($# + 2))
		"$f"; echo "${COMPREPLY[*]}"' - "$1" "$@"
}

in_fish() {
	fish --no-config -c 'source completions/fish/$argv[1].fish
		complete -C "$argv --format "' "$@" | cut -f1 | sort | paste -sd' ' -
}

# A shell on a pseudo-terminal; ^X lists.
in_zsh() {
	zsh -f -c 'zmodload zsh/zpty; zpty z zsh -f -i
	zpty -w z "PS1=; stty cols 200; fpath=(\$PWD/completions/zsh \$fpath)"
	zpty -w z "autoload -U compinit; compinit -u -D; bindkey \"^X\" list-choices"
	zpty -w z "echo rea\dy"
	while zpty -r z line; do [[ $line == ready* ]] && break; done
	zpty -w -n z "$* --format="$'"'\\x18'"'
	for i in {1..50}; do
		zpty -rt z line && all+=$line || sleep 0.1
		[[ $all == *table* ]] && break
	done
	print -r -- "$all" | grep -o "csv  *jsonl  *table" | tr -s " "' - "$@"
}

# An option's argument says what it is by one of these words, or {a|b}.
kinds='FILE|DIR|DATE|DAY|ID|CODE|ZIP|ZIP[|]ID[|]-|[a-z]+/ID|TYPE/ID|NAME|N|SEED|KIND|SPAN|TEXT|FIELD,\.\.\.|FIELD=VALUE|TYPE|COHORT|\{[^}]*\}|'

for f in cmd/*.c; do
	p=$(basename "$f" .c)
	odd=$(build/bin/"$p" --dump-options | awk -F'\t' -v k="^($kinds)$" \
		'$1 == "option" && $6 !~ k { print $5, $6 }')
	[ -z "$odd" ] || echo "# $odd"
	[ -z "$odd" ]
	ok "$p: arguments of a known kind" $?
	# ch itself hands its words on: `ch help`.
	read -ra words <<<"$p$(verb_of "$p")"
	[ "$(in_bash "${words[@]}")" = "table jsonl csv" ] || [ "$p" = ch ]
	ok "$p: bash" $?
	if command -v fish >/dev/null; then
		[ "$(in_fish "${words[@]}")" = "csv jsonl table" ]
		ok "$p: fish" $?
	else
		skip fish
	fi
	if command -v zsh >/dev/null; then
		[ "$p" = ch ] ||
			[ "$(in_zsh "${words[@]}")" = "csv jsonl table" ]
		ok "$p: zsh" $?
	else
		skip zsh
	fi
done

# Words of the hub at hand: ids and names of staff, taken as they are.
hub=$(mktemp -d)
PATH=$PWD/build/bin:$PATH
export CH_STORE=$hub/hub.db
ch-store init --practice --zone UTC >/dev/null 2>&1
ch-staff add Kim --login kim --role nurse >/dev/null
echo '{"type":"staff","family":"Odd","login":"$(touch odd)","role":"n*"}' | ch-put -q - 2>/dev/null
echo '{"type":"patient","id":"00000000000000a1","family":"A"}' | ch-put -q - 2>/dev/null
ch-task add --title T 00000000000000a1 >/dev/null 2>&1
after() { # after WORD...: what bash offers for an empty word behind them
	(cd "$hub" && bash --norc -c '. "$0/completions/bash/$1"; f=_${1//-/_}
		COMP_WORDS=("$@" ""); COMP_CWORD=$#; "$f"; printf "%s\n" "${COMPREPLY[@]}"' "$OLDPWD" "$@")
}
cd . && [ "$(after ch-task list --role | paste -sd' ')" = 'n* nurse' ]
ok 'roles' $?
[ "$(after ch-task add --to | paste -sd' ')" = '$(touch odd) kim' ] && [ ! -e "$hub/odd" ]
ok 'logins, and nothing in them is run' $?
[ "$(after ch-task show)" = "$(ch-get task --fields id -o csv | tail -n 1)" ]
ok 'ids' $?
after ch-import csv --map | grep -qx synthea-patients && after ch-task list --status | grep -qx draft
ok 'maps and statuses' $?
rm -rf "$hub"
unset CH_STORE

# What is committed is what the programs say: made anew beside, it is equal.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R cmd man completions share "$copy"
"$copy/man/gen.sh" build/bin && diff -r man "$copy/man" >&2 &&
	diff -r completions "$copy/completions" >&2
ok "made anew, nothing changes: make gen" $?
echo "1..$n"
