/* ui_pager.c - long answers through $CH_PAGER, where there is a terminal. */
#include "ui/out.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

void ch_pager_start(struct ch_ui *ui)
{
	const char *command = getenv("CH_PAGER");
	int fd[2];
	pid_t child;

	if (ui->out->pager || !ui->out_tty || !command || !*command ||
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
