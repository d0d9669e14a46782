/* ui_pager.c - long answers through a pager, where there is a terminal. */
#include "ui/out.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* $CH_PAGER, $PAGER, less; an empty one is none. */
static const char *pager(void)
{
	const char *command = getenv("CH_PAGER"), *term = getenv("TERM");

	if (!command && (!term || !strcmp(term, "dumb")))
		return "";
	if (!command)
		command = getenv("PAGER");
	return command ? command : "if command -v less >/dev/null; then "
		"exec less; else exec cat; fi";
}

void ch_pager_start(struct ch_ui *ui)
{
	const char *command = pager();
	int fd[2];
	pid_t child;

	if (ui->out->pager || !ui->out_tty || !*command ||
	    pipe(fd))
		return;
	child = fork();
	if (child < 0) {
		close(fd[0]);
		close(fd[1]);
		return;
	}
	if (!child) {
		dup2(fd[0], STDIN_FILENO);
		close(fd[0]);
		close(fd[1]);
		/* less: leave at once when it fits, pass colours through. */
		setenv("LESS", "FRX", 0);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	close(fd[0]);
	ui->out->pager = child;
	ui->out->pager_fd = fd[1];
}

void ch_pager_wait(struct ch_ui *ui)
{
	if (!ui->out->pager)
		return;
	close(ui->out->pager_fd);
	while (waitpid(ui->out->pager, NULL, 0) < 0 && errno == EINTR)
		;
	ui->out->pager = 0;
}
