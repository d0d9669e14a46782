/* measure.c - runs a command and appends its wall seconds, CPU seconds and
 * peak memory in MiB, of it and all its children, to a file:
 * `measure FILE COMMAND...`. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
	struct timespec a, b;
	struct rusage use;
	int status;
	pid_t child;
	FILE *f;

	if (argc < 3)
		return 64;
	clock_gettime(CLOCK_MONOTONIC, &a);
	child = fork();
	if (child < 0)
		return 71;
	if (!child) {
		execvp(argv[2], argv + 2);
		_exit(66);
	}
	waitpid(child, &status, 0);
	clock_gettime(CLOCK_MONOTONIC, &b);
	getrusage(RUSAGE_CHILDREN, &use);
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		return 1;
	f = fopen(argv[1], "a");
	if (!f)
		return 73;
	fprintf(f, "%.4f %.4f %.1f\n",
		(double)(b.tv_sec - a.tv_sec) +
		(double)(b.tv_nsec - a.tv_nsec) / 1e9,
		seconds(use.ru_utime) + seconds(use.ru_stime),
		(double)use.ru_maxrss / 1024);
	return fclose(f) != 0;
}
