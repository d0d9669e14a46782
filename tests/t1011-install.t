#!/bin/bash
# t1011-install.t - make install puts everything where distributions expect it,
# and what is there works without the tree.
. "$(dirname "$0")/lib.sh"
needs make cc

# DATADIR is compiled in, so this builds once more, where nothing is kept.
prefix=$scratch/usr
test_expect_success 'make install PREFIX= DESTDIR=' '
	cp -R "$tree" copy && rm -rf copy/build copy/.git &&
	{ env -u MAKEFLAGS make -s -j2 -C copy B=made PREFIX="$prefix" DESTDIR="$scratch/root" \
		CFLAGS=-O0 install >make.log 2>&1 || { tail make.log; false; }; } && ls "$scratch/root$prefix/bin" &&
	mv "$scratch/root$prefix" "$prefix" && rm -rf copy && ! grep -i warning make.log'
test_expect_success 'programs, knowledge, manuals and completions are there' '
	for p in $(cd "$build/bin" && ls); do
		test -x "$prefix/bin/$p" && test -s "$prefix/share/man/man1/$p.1" &&
		test -s "$prefix/share/bash-completion/completions/$p" &&
		test -s "$prefix/share/zsh/site-functions/_$p" &&
		test -s "$prefix/share/fish/vendor_completions.d/$p.fish" || { echo "$p"; return 1; }
	done && for page in man5/ch-records.5 man5/ch-maps.5 man7/ch-tools.7 man7/ch-dates.7 man7/ch-ids.7; do
		test -s "$prefix/share/man/$page" || return 1
	done && test -s "$prefix/share/care-hub/maps/fhir/Patient.map" &&
	test -z "$(find "$prefix" -name "*.in" -o -name "*.o" -o -name "*.awk" -path "*man*")"'
test_expect_success 'it works from there' '
	export PATH=$prefix/bin:$PATH && test_store && ch simulate -q --patients 3 --to sim &&
	ch import fhir -q --source s sim && ch patient list >out && test_grep "$prefix/share/care-hub" out &&
	ch-patient list --cohort 65-and-over >out && ch-store check && ch help >out && test_grep ch-store out &&
	ch-get encounter -o table >out && ! grep -w AMB out'
test_expect_success 'the list of maps is of the installed ones' '
	ch-import maps >out && test_is "$(ls "$tree"/share/maps/*/*.map | wc -l)" \
		"$(grep -c "\"$prefix/share/care-hub/maps" out)"'
test_expect_success 'make uninstall takes the programs away' '
	env -u MAKEFLAGS make -s -C "$tree" B="$build" PREFIX="$prefix" uninstall >make.log 2>&1 &&
	test -z "$(ls "$prefix/bin")" && ! test -e "$prefix/share/care-hub"'
test_done
