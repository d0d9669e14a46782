/* err.c - fills struct ch_err, and has the words for every refusal. */
#include "base/base.h"

#include <errno.h>
#include <stdarg.h>

struct words {
	const char *reason, *words;
};

static const struct words table[] = {
	/* a line that is no record */
	{ "bad-json", "not valid JSON" },
	{ "not-an-object", "not a JSON object" },
	{ "json-array", "a JSON array, not one record a line; "
		"try: jq -c '.[]'" },
	{ "pretty-json", "JSON over several lines, not one record a line; "
		"try: jq -c ." },
	{ "duplicate-key", "the same key twice" },
	{ "too-deep", "nested too deeply" },
	{ "nul", "a NUL character" },
	{ "bad-utf8", "not valid UTF-8" },
	{ "line-too-long", "line longer than 64 MiB" },
	{ "truncated", "the last line is cut off" },
	{ "no-type", "no \"type\"" },
	{ "unknown-type", "no such record type" },
	{ "newer-version", "written by a newer care-hub; upgrade this one" },
	{ "no-resource-type", "no \"resourceType\"" },
	{ "no-id", "no id of its own" },
	{ "not-hsds", "no table or object that HSDS has" },
	{ "id-twice", "the same id was there before" },
	{ "orphan", "it belongs to what is nowhere in the package" },
	/* a field */
	{ "unknown-field", "no such field" },
	{ "missing", "missing" },
	{ "too-long", "too long" },
	{ "bad-word", "not one of the allowed words" },
	{ "bad-id", "not an id of 16 hex digits" },
	{ "bad-ref", "not a reference" },
	{ "bad-date", "not a date or time" },
	{ "bad-hours", "not days or hours that repeat" },
	{ "future-birth", "a birth date in the future" },
	{ "not-a-number", "not a number" },
	{ "not-a-flag", "not true or false" },
	{ "not-text", "not a text" },
	{ "no-patient", "no patient" },
	{ "empty-file", "nothing is in the file, not even a heading" },
	/* a CSV row */
	{ "unclosed-quote", "a quote is never closed" },
	{ "stray-quote", "a quote in the middle of a field" },
	{ "ragged-row", "not as many fields as the heading" },
	{ "column-twice", "the heading has this column twice" },
	{ "too-many-columns", "more than 4096 columns" },
	{ "bad-character", "bytes that are no character of the file's "
		"encoding" },
	{ "missing-column", "the heading lacks a column that the map needs" },
	/* against the store */
	{ "id-clash", "the id belongs to a record of another origin" },
	{ "identity-changed", "two of family name, birth date and sex changed "
		"at once" },
	{ "patient-changed", "the record was about another patient, and the "
		"source does not say that it tells of it later" },
	{ "stale", "somebody else changed the record meanwhile" },
	{ "bad-step", "the status cannot take this step" },
	{ "no-record", "no such record" },
	{ "died", "the patient has died" },
	{ "not-by-hand", "the hub keeps these records itself" },
	{ "wrong-json-type", "another JSON type than the field's" },
};

static int vfail(struct ch_err *err, int code, const char *fmt, va_list ap)
	__attribute__((format(printf, 3, 0)));

static int vfail(struct ch_err *err, int code, const char *fmt, va_list ap)
{
	if (!err)
		return code;
	err->code = code;
	err->column = 0;
	err->reason = NULL;
	err->field[0] = '\0';
	vsnprintf(err->msg, sizeof(err->msg), fmt, ap);
	return code;
}

int ch_fail(struct ch_err *err, int code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfail(err, code, fmt, ap);
	va_end(ap);
	return code;
}

const char *ch_reason_words(const char *reason)
{
	for (size_t i = 0; i < CH_COUNT(table); i++)
		if (!strcmp(table[i].reason, reason))
			return table[i].words;
	return reason;
}

int ch_refuse(struct ch_err *err, const char *field, const char *reason)
{
	const char *words = ch_reason_words(reason);

	if (!err)
		return CH_EDATA;
	if (field && *field)
		ch_fail(err, CH_EDATA, "%s: %s", field, words);
	else
		ch_fail(err, CH_EDATA, "%s", words);
	err->reason = reason;
	if (field)
		snprintf(err->field, sizeof(err->field), "%s", field);
	return CH_EDATA;
}

int ch_nomem(struct ch_err *err)
{
	return ch_fail(err, CH_ENOMEM, "out of memory");
}

int ch_fail_errno(struct ch_err *err, const char *path)
{
	int code, e = errno;

	switch (e) {
	case ENOENT:
		code = CH_ENOENT;
		break;
	case EACCES:
		code = CH_EPERM;
		break;
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
	case EROFS:
		code = CH_ECREATE;
		break;
	case ENOMEM:
		return ch_nomem(err);
	default:
		code = CH_EIO;
	}
	return ch_fail(err, code, "%s: %s", path, strerror(e));
}
