/* ui_exit.c - the one table of exit codes, and who held a program wrongly. */
#include "ui/ui.h"

#include <sysexits.h>

int ch_ui_exit(int code)
{
	switch ((enum ch_code)code) {
	case CH_OK:
	case CH_END:
		return EX_OK;
	case CH_EUSAGE:
		return EX_USAGE;
	case CH_EDATA:
	case CH_EDAMAGED:
		return EX_DATAERR;
	case CH_ENOENT:
		return EX_NOINPUT;
	case CH_EBUG:
		return EX_SOFTWARE;
	case CH_ENOMEM:
		return EX_OSERR;
	case CH_ECREATE:
		return EX_CANTCREAT;
	case CH_EIO:
		return EX_IOERR;
	case CH_EBUSY:
		return EX_TEMPFAIL;
	case CH_EPERM:
		return EX_NOPERM;
	case CH_EVERSION:
		return EX_CONFIG;
	}
	return EX_SOFTWARE;
}

int ch_ui_usage(struct ch_ui *ui, const char *fmt, ...)
{
	va_list ap;
	char words[sizeof(ui->err.msg)];

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	return ch_fail(&ui->err, CH_EUSAGE, "%s", words);
}
