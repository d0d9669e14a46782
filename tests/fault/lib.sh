# lib.sh - sourced by the tests that sweep: needs $shim and $most.

# sweep.sh prints TAP of its own: its tests become ours, under a name.
sweep() { # sweep NAME STORE INPUT COMMAND...
	local name=$1 store=$2 input=$3 line
	shift 3
	CHFAULT=$shim bash "$tree/tests/fault/sweep.sh" $most -i "$input" -f "$store" -- "$@" \
		>"$scratch/tap" 2>"$scratch/err" </dev/null
	while IFS= read -r line; do
		case $line in
		'ok '*) test_ok 0 "$name: ${line#ok * - }" ;;
		'not ok '*) test_ok 1 "$name: ${line#not ok * - }" ;;
		'1..'*) ;;
		*) echo "# ${line#\# }" >&3 ;;
		esac
	done <"$scratch/tap"
	[ "$(grep -c 'ok ' "$scratch/tap")" = 6 ] || {
		sed 's/^/# /' "$scratch/err" >&3
		test_ok 1 "$name: ran to its end"
	}
}
