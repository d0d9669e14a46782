#!/bin/bash
# bench.sh - how fast, next to others, side by side in one run.
#
# Prints a line for each promise: ours, the peer's, the ratio of their medians,
# the bar. Peers that are not on the machine are named and passed over. It is no
# test: it does not fail when a bar is missed, unless BENCH_STRICT=1.
#
#   BENCH_RUNS=5      runs of each, taken in turn
#   BENCH_ONLY=...    only the promises whose names match
# and those that the files beside this one name.
here=$(cd "$(dirname "$0")" && pwd)
missed=0
printf '%-34s %10s %10s %8s  %s\n' promise ours peer ratio bar
for bench in feed report task plan remind rule directory visits booking; do
	bash "$here/$bench.sh" || missed=1
done
exit $missed
