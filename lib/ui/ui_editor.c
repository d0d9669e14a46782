/* ui_editor.c - runs an editor on a file that is gone afterwards. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "ui/editor.h"

extern char **environ;

static char path[4096];		/* for the handler, too */
static volatile sig_atomic_t keeping;

/* ---- signals ---- */

static const int ends[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP };
static struct sigaction was[CH_COUNT(ends)];

static void take_away(int sig)
{
	if (!keeping)
		unlink(path);
	signal(sig, SIG_DFL);
	raise(sig);
}

/* What was ignored (nohup) stays so. */
static void catch_signals(void)
{
	struct sigaction now = { .sa_handler = take_away };

	sigemptyset(&now.sa_mask);
	for (size_t i = 0; i < CH_COUNT(ends); i++)
		if (!sigaction(ends[i], NULL, &was[i]) &&
		    was[i].sa_handler != SIG_IGN)
			sigaction(ends[i], &now, NULL);
}

static void release_signals(void)
{
	for (size_t i = 0; i < CH_COUNT(ends); i++)
		sigaction(ends[i], &was[i], NULL);
}

/* As system() does it: the terminal's keys are for who is in front. */
static void leave_keys(struct sigaction before[2])
{
	struct sigaction none = { .sa_handler = SIG_IGN };

	sigemptyset(&none.sa_mask);
	sigaction(SIGINT, &none, &before[0]);
	sigaction(SIGQUIT, &none, &before[1]);
}

static void take_keys(const struct sigaction before[2])
{
	sigaction(SIGINT, &before[0], NULL);
	sigaction(SIGQUIT, &before[1], NULL);
}

/* ---- the file ---- */

static int write_file(struct ch_ui *ui, int fd, const struct ch_buf *text)
{
	for (size_t done = 0; done < text->n;) {
		ssize_t n = write(fd, text->s + done, text->n - done);

		if (n < 0 && errno != EINTR)
			return ch_fail_errno(&ui->err, path);
		done += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

int ch_editor_begin(struct ch_ui *ui, const char *like,
		    const struct ch_buf *text)
{
	const char *dir = getenv("TMPDIR");
	int fd, rc;

	snprintf(path, sizeof(path), "%s/%s-XXXXXX%s", dir && *dir ? dir :
		 "/tmp", ui->prog->name, like);
	fd = mkostemps(path, (int)strlen(like), O_CLOEXEC);
	if (fd < 0)
		return ch_fail_errno(&ui->err, path);
	keeping = false;
	catch_signals();
	rc = write_file(ui, fd, text);
	close(fd);
	if (rc)
		ch_editor_end();
	return rc;
}

void ch_editor_keep(bool keep)
{
	keeping = keep;
}

void ch_editor_end(void)
{
	if (!keeping)
		unlink(path);
	release_signals();
}

const char *ch_editor_path(void)
{
	return path;
}

/* ---- the editor ---- */

static int spawn(pid_t *pid, char *command)
{
	char sh[] = "sh", c[] = "-c";
	char *argv[] = { sh, c, command, sh, path, NULL };
	posix_spawnattr_t how;
	sigset_t usual;
	int rc = posix_spawnattr_init(&how);

	if (rc)
		return rc;
	sigemptyset(&usual);
	sigaddset(&usual, SIGINT);
	sigaddset(&usual, SIGQUIT);
	posix_spawnattr_setsigdefault(&how, &usual);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGDEF);
	rc = posix_spawnp(pid, sh, NULL, &how, argv, environ);
	posix_spawnattr_destroy(&how);
	return rc;
}

/* Like git, through the shell, so that the editor may have arguments; a shell
 * that gets ^C, too, waits and goes by the editor. */
static int run_editor(struct ch_ui *ui)
{
	const char *editor = getenv("VISUAL");
	char command[512];
	int status = 0, rc;
	pid_t pid;

	if (!editor || !*editor)
		editor = getenv("EDITOR");
	snprintf(command, sizeof(command), "trap : INT QUIT; %s \"$@\"",
		 editor && *editor ? editor : "vi");
	rc = spawn(&pid, command);
	if (rc)
		return ch_fail(&ui->err, CH_EIO, "the editor cannot be "
			       "started: %s", strerror(rc));
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return ch_fail_errno(&ui->err, "editor");
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		return ch_fail(&ui->err, CH_EIO, "the editor failed; nothing "
			       "was written");
	return 0;
}

int ch_editor_run(struct ch_ui *ui, char **text, size_t *n)
{
	struct sigaction before[2];
	int rc;

	leave_keys(before);
	rc = run_editor(ui);
	take_keys(before);
	return rc ? rc : ch_file_slurp(path, CH_LINE_MAX, text, n, &ui->err);
}
