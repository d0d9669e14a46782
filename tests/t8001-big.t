#!/bin/bash
# t8001-big.t - a file of 150 MB: memory stays where it is, and all of it is there.
. "$(dirname "$0")/lib.sh"

# The most memory that a command ever had, in KiB, by the kernel's own account.
cat >peak.c <<\C
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int argc, char **argv)
{
	struct rusage r;
	int status;

	if (argc < 2)
		return 64;
	if (!fork()) {
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	wait(&status);
	getrusage(RUSAGE_CHILDREN, &r);
	fprintf(stderr, "peak %ld\n", r.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 70;
}
C
cc -O1 -o peak peak.c 2>cc.err || skip_all 'no C compiler'
nm -D "$build/bin/ch-store" 2>/dev/null | grep asan >/dev/null && skip_all 'sanitizers take memory'
[ "$(df -k --output=avail . | tail -n 1)" -gt 1000000 ] || skip_all 'no gigabyte of room'

within() { # within MIB COMMAND...
	local most=$1
	shift
	local got=0
	./peak "$@" 2>err || got=$?
	[ $got = 0 ] || tail -n 5 err
	test_atleast "$(sed -n 's/^peak //p' err)" $((most * 1024)) &&
		return $got
	return 99
}
test_expect_success 'a population of 150 MB is made in a few' '
	within 32 ch-simulate --patients 800 --seed 5 --to big >made &&
	test_atleast 150000000 "$(jq .bytes made)" && cat big/*.ndjson >big.ndjson && rm -r big'
test_expect_success 'it comes in, within 128 MiB' '
	test_store && within 128 ch-import fhir --source s big.ndjson >out &&
	test_jq ".refused, .read" out "0 $(wc -l <big.ndjson)"'
test_expect_success 'through a pipe, too' '
	test_store --name other && cat big.ndjson | within 128 ch-import fhir --source s - >out &&
	test_jq .refused out 0'
test_expect_success 'a last line that is cut off, and nothing of it all is written' '
	test_store && { cat big.ndjson; printf "{\"resourceType\""; } >>bigger.ndjson &&
	{ within 128 ch-import fhir --source s bigger.ndjson >out; test_is 65 $?; } &&
	test_is "0 0" "$(count patient) $(count observation)" && ch-store check && rm bigger.ndjson'
test_expect_success 'again, unchanged, within 128 MiB' '
	test_store && ch-import fhir -q --source s big.ndjson &&
	within 128 ch-import fhir --source s --again big.ndjson >out &&
	test_jq ".created, .updated" out "0 0" && rm big.ndjson'
test_expect_success 'everything out, a digest, a page and a check, within 64 MiB' '
	n=$(ch-sql "SELECT count(*) AS n FROM observation" | jq .n) &&
	test_atleast 100000 "$n" && within 64 ch-get observation >lines && test_is "$n" "$(wc -l <lines)" &&
	within 64 ch-store digest >out && within 64 ch-patient list --cohort hypertension >out &&
	test -s out && sed -n 1p out >one && within 64 ch-patient show - <one >page && test -s page &&
	within 64 ch-store check -q'
test_expect_success 'what cannot be held is refused, not swallowed: a line of 70 MB' '
	{ printf "{\"resourceType\":\"Patient\",\"id\":\""; head -c 70000000 /dev/zero | tr "\0" x; echo "\"}"; } >long &&
	{ ./peak ch-import fhir --source s long >out 2>err; test_is 65 $?; } &&
	test_atleast "$(sed -n "s/^peak //p" err)" $((128 * 1024))'
test_done
