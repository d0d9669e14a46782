/* ui_start.c - the state of the process before a program does anything. */
#include "ui/out.h"
#include "base/id.h"
#include "base/moment.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

/* jansson returns wrong strings when malloc fails: it must never see that. */
static void *no_less(size_t n)
{
	static const char words[] = "care-hub: out of memory\n";
	void *p = malloc(n);

	if (!p) {
		if (write(STDERR_FILENO, words, sizeof(words) - 1) < 0)
			_exit(EX_OSERR);
		_exit(EX_OSERR);
	}
	return p;
}

/* A closed 0, 1 or 2 would be given to the next file that is opened. The
 * wrong direction is on purpose: using it is still an error. */
static void fill_closed(void)
{
	static const int mode[] = { O_WRONLY, O_RDONLY, O_RDONLY };

	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", mode[fd]) != fd)
			_exit(EX_OSERR);
}

/* Whatever was in memory was somebody's: none of it is left in a file, nor can
 * others of this login look in. */
static void no_core(void)
{
	const struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__	/* which looks in to find leaks */
	prctl(PR_SET_DUMPABLE, 0);
#endif
}

static const char *environment(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static int terminal_width(void)
{
	struct winsize size;

	if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col >= 20)
		return size.ws_col;
	return 80;
}

static bool may_color(void)
{
	const char *term = environment("TERM");

	return !environment("NO_COLOR") && term && strcmp(term, "dumb");
}

void ch_start(struct ch_ui *ui)
{
	fill_closed();
	signal(SIGPIPE, SIG_DFL);
	/* A file too large is an error like any other, not an end. */
	signal(SIGXFSZ, SIG_IGN);
	umask(077);
	no_core();
	json_set_alloc_funcs(no_less, free);
	/* Options may stand anywhere, whatever the caller's environment. */
	unsetenv("POSIXLY_CORRECT");

	ui->in_tty = isatty(STDIN_FILENO);
	ui->out_tty = isatty(STDOUT_FILENO);
	ui->err_tty = isatty(STDERR_FILENO);
	ui->width = ui->out_tty ? terminal_width() : 80;
	ui->color = ui->out_tty && may_color();
	ui->format = ui->out_tty ? CH_FORMAT_TABLE : CH_FORMAT_JSONL;
	ui->wait = 30;
	ui->store = environment("CH_STORE");
	ui->ch_now = environment("CH_NOW");
	ui->now = ch_moment_local(time(NULL));
}

/* The folder that the program is in. */
static bool folder_of_program(char *dir, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", dir, size - 1);
	char *slash;

	if (n <= 0)
		return false;
	dir[n] = '\0';
	slash = strrchr(dir, '/');
	if (slash)
		*slash = '\0';
	return slash;
}

/* share/ of the source tree that the program was built in (build/bin,
 * build-asan/bin), or share/care-hub beside the bin/ that it was installed
 * into; NULL when neither is there. */
static const char *share_nearby(void)
{
	static const char bin[] = "/bin";
	static char path[4096 + 64];
	char dir[4096], *end, *build;

	if (!folder_of_program(dir, sizeof(dir)))
		return NULL;
	end = dir + strlen(dir) - strlen(bin);
	if (end < dir || strcmp(end, bin) != 0)
		return NULL;
	*end = '\0';
	build = strrchr(dir, '/');
	if (build && !strncmp(build, "/build", 6))
		snprintf(path, sizeof(path), "%.*s/share", (int)(build - dir),
			 dir);
	else
		snprintf(path, sizeof(path), "%s/share/care-hub", dir);
	return access(path, R_OK) ? NULL : path;
}

void ch_start_shelf(struct ch_ui *ui)
{
	const char *nearby = share_nearby();

	ui->shelf.dir[0] = environment("CH_SHARE");
	ui->shelf.dir[1] = NULL;
	ui->shelf.dir[2] = nearby ? nearby : CH_DATADIR;
}
