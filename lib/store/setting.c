/* setting.c - settings that are changed while the hub is at work. */
#include "base/shelf.h"
#include "record/json.h"
#include "store/setting.h"

/* "en_US": two or three letters, and a country's two. */
static bool is_locale(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz");

	return (n == 2 || n == 3) && s[n] == '_' && strlen(s + n + 1) == 2 &&
		strspn(s + n + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2;
}

static int unknown(const char *name, struct ch_err *err)
{
	return ch_fail(err, CH_EUSAGE, "%s: no setting that changes; those "
		       "are: name, locale, site_dir, anchor, consent_provider, "
		       "consent_social", name);
}

static int check_consent(const char *name, const char *value,
			 struct ch_err *err)
{
	if (strcmp(name, "consent_provider") && strcmp(name, "consent_social"))
		return unknown(name, err);
	return !value || !strcmp(value, "permit") || !strcmp(value, "deny") ?
		0 : ch_fail(err, CH_EUSAGE, "%s: permit or deny", name);
}

static int check(const char *name, const char *value, struct ch_err *err)
{
	if (!strcmp(name, "name"))
		return 0;
	if (!strcmp(name, "locale") && value && !is_locale(value))
		return ch_fail(err, CH_EUSAGE, "locale: a language and a "
			       "country, such as en_US or de_DE");
	if (!strcmp(name, "locale"))
		return 0;
	if (!strncmp(name, "consent_", 8))
		return check_consent(name, value, err);
	if (strcmp(name, "site_dir") != 0 && strcmp(name, "anchor") != 0)
		return unknown(name, err);
	if (value && *value != '/')
		return ch_fail(err, CH_EUSAGE, "%s: a whole path, which begins"
			       " with /", name);
	return value && !strcmp(name, "site_dir") ?
		ch_shelf_folder(value, err) : 0;
}

static void tell(struct ch_buf *b, const char *name, const char *was,
		 const char *is)
{
	ch_buf_addf(b, "{\"%s\":[", name);
	ch_json_string(b, was, strlen(was));
	ch_buf_addc(b, ',');
	ch_json_string(b, is, strlen(is));
	ch_buf_adds(b, "]}");
}

static int change(struct ch_store *store, const char *name, const char *value,
		  struct ch_err *err)
{
	struct ch_event event = { .action = "set", .type = "setting" };
	CH_AUTO(ch_buf_free) struct ch_buf fields = CH_BUF_INIT;
	char was[1024];
	int rc = ch_setting(store, name, was, sizeof(was), err);

	/* The first anchor of a new file is of this change. */
	if (!rc && value && !strcmp(name, "anchor"))
		snprintf(store->anchor, sizeof(store->anchor), "%s", value);
	if (!rc)
		rc = ch_setting_put(store, name, value ? value : "", err);
	tell(&fields, name, was, value ? value : "");
	event.fields = (struct ch_slice){ fields.s, fields.n };
	if (!rc)
		rc = ch_buf_ok(&fields, err);
	return rc ? rc : ch_journal(store, &event, err);
}

int ch_setting_change(struct ch_store *store, const char *name,
		      const char *value, struct ch_err *err)
{
	int rc = check(name, value, err);

	if (!rc)
		rc = ch_store_begin(store, err);
	if (rc)
		return rc;
	rc = change(store, name, value, err);
	if (rc)
		ch_store_rollback(store);
	else
		rc = ch_store_commit(store, err);
	return rc;
}
