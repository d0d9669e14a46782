/* ui_ask.c - questions on the terminal. */
#include "ui/out.h"
#include "base/text.h"

#include <termios.h>
#include <unistd.h>

/* A line from the terminal, a byte at a time: what follows it is for others. */
static bool read_answer(char *answer, size_t size)
{
	size_t n = 0;
	char c;

	for (;;) {
		if (read(STDIN_FILENO, &c, 1) != 1 || c == '\x03' ||
		    c == '\x04')
			return false;
		if (c == '\n' || c == '\r')
			break;
		if (n + 1 < size)
			answer[n++] = c;
	}
	answer[n] = '\0';
	return n > 0;
}

bool ch_ui_ask(struct ch_ui *ui, const char *question, bool secret,
	       char *answer, size_t size)
{
	struct termios was, hidden;
	struct ch_buf b = CH_BUF_INIT;
	bool answered;

	if (!ui->in_tty || !ui->err_tty)
		return false;
	ch_ui_progress_end(ui);
	ch_text_visible(&b, question, strlen(question));
	ch_buf_addc(&b, ' ');
	answered = !b.failed && write(STDERR_FILENO, b.s, b.n) > 0;
	ch_buf_free(&b);
	if (!answered)
		return false;
	if (!secret)
		return read_answer(answer, size);
	if (tcgetattr(STDIN_FILENO, &was))
		return false;
	/* Without signals, so that ^C cannot leave a terminal that does not
	 * echo; it is an answer not given. */
	hidden = was;
	hidden.c_lflag &= ~(tcflag_t)(ECHO | ISIG | ICANON);
	hidden.c_cc[VMIN] = 1;
	hidden.c_cc[VTIME] = 0;
	if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden))
		return false;
	answered = read_answer(answer, size);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
	answered &= write(STDERR_FILENO, "\n", 1) == 1;
	return answered;
}
