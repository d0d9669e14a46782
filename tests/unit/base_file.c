/* base_file.c - input files: lines, pipes, digests, spools; and the shelf. */
#include "base/buf.h"
#include "base/file.h"
#include "base/shelf.h"
#include "tap.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char dir[] = "/tmp/ch-file.XXXXXX";
static char path[128];

static void put_file(const char *s, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || write(fd, s, n) != (ssize_t)n || close(fd))
		abort();
}

static struct ch_file *open_file(const char *s, size_t n)
{
	struct ch_file *f;
	struct ch_err err;

	put_file(s, n);
	if (ch_file_open(&f, path, -1, &err))
		abort();
	return f;
}

static struct ch_err err;

static bool next_is(struct ch_file *f, const char *want, bool want_whole,
		    int64_t at)
{
	char *line;
	size_t n;
	bool whole;

	return !ch_file_line(f, &line, &n, &whole, &err) &&
		n == strlen(want) && !memcmp(line, want, n) &&
		whole == want_whole && ch_file_at_byte(f) == at;
}

static bool ends(struct ch_file *f)
{
	char *line;
	size_t n;
	bool whole;

	return ch_file_line(f, &line, &n, &whole, &err) == CH_END;
}

static void lines(void)
{
	static const char text[] = "\xef\xbb\xbf" "one\r\n\ntwo\rx\nlast\r";
	struct ch_file *f = open_file(text, sizeof(text) - 1);

	ok(ch_file_size(f) == 20 && !ch_file_is_pipe(f), "size");
	ok(next_is(f, "one", true, 3), "no BOM, no CR");
	ok(next_is(f, "", true, 8), "an empty line");
	ok(next_is(f, "two\rx", true, 9), "a CR within");
	ok(next_is(f, "last\r", false, 15), "no newline at the end");
	ok(ch_file_at_line(f) == 4 && ch_file_read(f) == 20, "where we are");
	ok(ends(f) && ends(f), "the end stays the end");
	ok(!ch_file_rewind(f, &err) && next_is(f, "one", true, 3) &&
	   ch_file_at_line(f) == 1, "once more from the start");
	ch_file_close(&f);
	f = open_file("", 0);
	ok(ends(f), "an empty file");
	ch_file_close(&f);
	f = open_file("\xef\xbb\xbf", 3);
	ok(ends(f), "nothing but a BOM");
	ch_file_close(&f);
	f = open_file("\xef\xbb", 2);
	ok(next_is(f, "\xef\xbb", false, 0), "half a BOM is a line");
	ch_file_close(&f);
	ch_file_close(&f);
}

/* Lines of every length around the size of a block. */
static void straddling(void)
{
	enum { LINES = 4000 };
	struct ch_buf b = CH_BUF_INIT;
	unsigned int sum = 0, got = 0;
	struct ch_file *f;
	bool whole = true;
	static char padding[CH_PAD];
	char *line;
	size_t n;

	for (unsigned int i = 0; i < LINES; i++) {
		for (unsigned int j = 0; j < i * 7 % 1531; j++)
			ch_buf_addc(&b, (char)('a' + (i + j) % 26));
		sum = sum * 31 + (unsigned int)(b.n & 0xffff);
		ch_buf_addc(&b, '\n');
	}
	f = open_file(b.s, b.n);
	while (!ch_file_line(f, &line, &n, &whole, &err)) {
		size_t at = (size_t)ch_file_at_byte(f);

		got = got * 31 + (unsigned int)((at + n) & 0xffff);
		if (memcmp(line, b.s + at, n) || b.s[at + n] != '\n')
			break;
		memcpy(padding, line + n, CH_PAD);
	}
	ok(ends(f) && got == sum && ch_file_at_line(f) == LINES,
	   "lines across blocks");
	ch_file_close(&f);
	ch_buf_free(&b);
}

/* A pipe that gives a line of `n` bytes, then "next\n". */
static int pipe_of(size_t n, pid_t *child)
{
	int fd[2];

	if (pipe(fd))
		abort();
	*child = fork();
	if (!*child) {
		FILE *w = fdopen(fd[1], "w");

		close(fd[0]);
		while (n--)
			putc('x', w);
		fputs("\nnext\n", w);
		fclose(w);
		_exit(0);
	}
	close(fd[1]);
	return fd[0];
}

static void pipes(void)
{
	struct ch_file *f;
	unsigned char digest[CH_SHA256];
	char *line;
	size_t n;
	bool whole;
	pid_t child;
	int fd = pipe_of(CH_LINE_MAX, &child);

	ok(!ch_file_open(&f, "-", fd, &err) && ch_file_is_pipe(f) &&
	   ch_file_size(f) == -1 && !strcmp(ch_file_name(f), "<stdin>"),
	   "a pipe");
	ok(!ch_file_line(f, &line, &n, &whole, &err) && n == CH_LINE_MAX &&
	   line[0] == 'x' && line[n - 1] == 'x', "64 MiB are read");
	ok(next_is(f, "next", true, CH_LINE_MAX + 1) && ends(f),
	   "and the next");
	ok(ch_file_rewind(f, &err) == CH_EIO &&
	   ch_file_digest(f, digest, &err) == CH_EIO, "no way back");
	ch_file_close(&f);
	waitpid(child, NULL, 0);
	close(fd);

	fd = pipe_of(CH_LINE_MAX + 1, &child);
	ok(!ch_file_open(&f, "-", fd, &err) &&
	   ch_file_line(f, &line, &n, &whole, &err) == CH_EDATA &&
	   !strcmp(err.reason, "line-too-long") && ch_file_at_line(f) == 1,
	   "one more byte is refused");
	ok(next_is(f, "next", true, CH_LINE_MAX + 2) && ends(f),
	   "and the next is read");
	ch_file_close(&f);
	waitpid(child, NULL, 0);
	close(fd);
}

static void spools(void)
{
	struct ch_file *f;
	unsigned char a[CH_SHA256], b[CH_SHA256];
	pid_t child;
	int fd = pipe_of(3, &child);

	ok(!ch_file_open(&f, "-", fd, &err) && !ch_file_spool(f, dir, &err) &&
	   !ch_file_is_pipe(f) && ch_file_size(f) == 9, "a spooled pipe");
	waitpid(child, NULL, 0);
	close(fd);
	ch_sha256("xxx\nnext\n", 9, a);
	ok(!ch_file_digest(f, b, &err) && !memcmp(a, b, sizeof(a)), "digest");
	ok(next_is(f, "xxx", true, 0) && next_is(f, "next", true, 4) &&
	   ends(f), "lines");
	ok(!ch_file_rewind(f, &err) && next_is(f, "xxx", true, 0), "twice");
	ch_file_close(&f);
	fd = pipe_of(3, &child);
	ok(!ch_file_open(&f, "-", fd, &err) &&
	   ch_file_spool(f, "/nonexistent", &err) == CH_ENOENT,
	   "nowhere to spool");
	ch_file_close(&f);
	close(fd);
	waitpid(child, NULL, 0);
}

static void doors(void)
{
	struct ch_file *f;
	char *text;
	size_t n;
	int fd;

	ok(ch_file_open(&f, "/nonexistent", -1, &err) == CH_ENOENT && !f,
	   "no such file");
	ok(ch_file_open(&f, "/tmp", -1, &err) == CH_ENOENT &&
	   strstr(err.msg, "directory"), "a directory");
	ok(ch_file_open(&f, "/dev/null", -1, &err) == CH_ENOENT, "a device");
	fd = open("/dev/null", O_RDONLY);
	ok(!ch_file_open(&f, "-", fd, &err) && ends(f),
	   "but standard input may be one");
	ch_file_close(&f);
	close(fd);
	put_file("abc", 3);
	chmod(path, 0);
	ok(!geteuid() || ch_file_open(&f, path, -1, &err) == CH_EPERM,
	   "unreadable");
	if (f)
		ch_file_close(&f);
	chmod(path, 0600);
	ok(!ch_file_slurp(path, 3, &text, &n, &err) && n == 3 &&
	   !strcmp(text, "abc") && !text[3 + CH_PAD - 1], "slurp");
	free(text);
	ok(ch_file_slurp(path, 2, &text, &n, &err) == CH_EDATA && !text,
	   "too large to slurp");
}

static void put_book(const char *shelf, const char *name)
{
	snprintf(path, sizeof(path), "%s/%s", dir, shelf);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/%s/room", dir, shelf);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/%s/room/%s", dir, shelf, name);
	put_file("", 0);
}

static void shelves(void)
{
	char a[128], c[128];
	struct ch_shelf shelf = { { a, NULL, c } };
	struct ch_book book, *list;
	size_t n;

	snprintf(a, sizeof(a), "%s/a", dir);
	snprintf(c, sizeof(c), "%s/c", dir);
	put_book("a", "copd.sql");
	put_book("a", ".sql");
	put_book("c", "asthma.sql");
	put_book("c", "copd.sql");
	put_book("c", "notes.txt");
	ok(!ch_shelf_find(&shelf, "room", "copd", ".sql", &book, &err) &&
	   book.from == 0, "the first folder wins");
	ok(!ch_shelf_find(&shelf, "room", "asthma", ".sql", &book, &err) &&
	   book.from == 2 && !strcmp(book.name, "asthma"), "then the others");
	ok(ch_shelf_find(&shelf, "room", "x", ".sql", &book, &err) ==
	   CH_ENOENT &&
	   ch_shelf_find(&shelf, "room", "../room/copd", ".sql", &book, &err)
	   == CH_ENOENT &&
	   ch_shelf_find(&shelf, "room", "", ".sql", &book, &err) ==
	   CH_ENOENT, "no such name");
	ok(!ch_shelf_list(&shelf, "room", ".sql", &list, &n, &err) && n == 2 &&
	   !strcmp(list[0].name, "asthma") && !strcmp(list[1].name, "copd") &&
	   list[1].from == 0, "a list has each name once");
	free(list);
	ok(!ch_shelf_list(&shelf, "none", ".sql", &list, &n, &err) && n == 0,
	   "an empty room");
	free(list);
}

static void tidy(void)
{
	pid_t child = fork();

	if (!child) {
		execlp("rm", "rm", "-rf", dir, (char *)NULL);
		_exit(1);
	}
	waitpid(child, NULL, 0);
}

int main(void)
{
	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof(path), "%s/file", dir);
	lines();
	straddling();
	pipes();
	spools();
	doors();
	shelves();
	tidy();
	return tap_end();
}
