/* preference.c - holds preferences to what reminders can work with. */
#include "base/moment.h"
#include "know/preference.h"
#include "know/wording.h"

static bool is_time(const char *s)
{
	if (strlen(s) != 5 || s[2] != ':' ||
	    strspn(s, "0123456789:") != 5)
		return false;
	return (s[0] - '0') * 10 + s[1] - '0' < 24 && s[3] < '6';
}

/* A language and its subtags: "es", "pt-BR", "zh-Hant-TW". */
static bool is_language(const char *s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ", both[] = "0123456789"
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t n = strspn(s, letters);

	if (n < 2 || n > 3)
		return false;
	for (s += n; *s == '-'; s += n + 1) {
		n = strspn(s + 1, both);
		if (!n || n > 8)
			return false;
	}
	return !*s;
}

static bool is_channel(const char *s)
{
	return !strcmp(s, "none") || ch_channel_of((struct ch_slice){
			s, strlen(s) }) != CH_CHANNELS;
}

int ch_preference_check(const char *kind, const char *value,
			struct ch_err *err)
{
	static const struct {
		const char *kind;
		bool (*fits)(const char *value);
		const char *words;
	} all[] = {
		{ "quiet-from", is_time, "a time of day, HH:MM" },
		{ "quiet-until", is_time, "a time of day, HH:MM" },
		{ "wake", is_time, "a time of day, HH:MM" },
		{ "sleep", is_time, "a time of day, HH:MM" },
		{ "breakfast", is_time, "a time of day, HH:MM" },
		{ "lunch", is_time, "a time of day, HH:MM" },
		{ "dinner", is_time, "a time of day, HH:MM" },
		{ "zone", ch_zone_is, "a time zone such as America/Denver" },
		{ "work-from", is_time, "a time of day, HH:MM" },
		{ "work-until", is_time, "a time of day, HH:MM" },
		{ "language", is_language, "a language tag such as es or "
			"pt-BR" },
		{ "channel", is_channel, "sms, email, voice, letter, portal "
			"or none" },
	};

	for (size_t i = 0; i < CH_COUNT(all); i++)
		if (!strcmp(all[i].kind, kind) && !all[i].fits(value))
			return ch_fail(err, CH_EDATA, "value: not %s",
				       all[i].words);
	return 0;
}
