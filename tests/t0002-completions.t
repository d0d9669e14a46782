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
kinds='FILE|DIR|DATE|DAY|ID|TYPE/ID|NAME|N|SEED|KIND|SPAN|TEXT|FIELD,\.\.\.|FIELD=VALUE|TYPE|COHORT|\{[^}]*\}|'

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

# What is committed is what the programs say: made anew beside, it is equal.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R cmd man completions share "$copy"
"$copy/man/gen.sh" build/bin && diff -r man "$copy/man" >&2 &&
	diff -r completions "$copy/completions" >&2
ok "made anew, nothing changes: make gen" $?
echo "1..$n"
