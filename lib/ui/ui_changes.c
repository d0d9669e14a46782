/* ui_changes.c - what the journal says of a change, as people read it. */
#include <jansson.h>

#include "base/moment.h"
#include "base/text.h"
#include "ui/out.h"
#include "ui/page.h"

/* What every write changes says nothing. */
static bool is_bookkeeping(const char *field)
{
	static const char *const names[] = { "source", "origin", "told", "said",
					     "recorded", "batch", "rev" };

	for (size_t i = 0; i < CH_COUNT(names); i++)
		if (!strcmp(field, names[i]))
			return true;
	return false;
}

static void add_value(struct ch_buf *out, const json_t *v)
{
	const char *s = json_string_value(v);
	char *text;
	int64_t m;

	if (json_is_null(v)) {
		ch_buf_adds(out, "nothing");
	} else if (s && !ch_moment_parse(s, strlen(s), &m) &&
		   ch_moment_has_zone(m)) {
		ch_page_moment(out, m);
	} else if (s) {
		ch_text_visible(out, s, strlen(s));
	} else if ((text = json_dumps(v, JSON_ENCODE_ANY | JSON_COMPACT))) {
		ch_text_visible(out, text, strlen(text));
		free(text);
	}
}

bool ch_table_changes(struct ch_buf *out, struct ch_slice fields)
{
	json_t *all = json_loadb(fields.s, fields.n, 0, NULL);
	const char *join = "", *name;
	bool is_object = json_is_object(all);
	json_t *v;

	json_object_foreach(all, name, v) {
		if (is_bookkeeping(name))
			continue;
		ch_buf_adds(out, join);
		join = "; ";
		ch_text_visible(out, name, strlen(name));
		ch_buf_adds(out, ": ");
		if (json_is_array(v) && json_array_size(v) == 2) {
			add_value(out, json_array_get(v, 0));
			ch_buf_adds(out, " -> ");
			v = json_array_get(v, 1);
		}
		add_value(out, v);
	}
	json_decref(all);
	return is_object;
}
