/* json_keys.c - knowledge in JSON, key by key, as its kind declares them. */
#include <jansson.h>
#include <stdarg.h>

#include "base/file.h"
#include "know/json_keys.h"

#define FILE_MAX (1u << 20)

void ch_faults_add(struct ch_faults *f, const char *words, const char *place,
		   ...)
{
	char where[256];
	va_list ap;

	va_start(ap, place);
	vsnprintf(where, sizeof(where), place, ap);
	va_end(ap);
	if (!f->n++)
		ch_fail(f->err, CH_EDATA, "%s: %s: %s", f->path, where, words);
	if (f->fault)
		f->fault(f->ctx, where, words);
}

int ch_json_keys_open(json_t **out, char hash[2 * CH_SHA256 + 1],
		      struct ch_faults *f)
{
	unsigned char sum[CH_SHA256];
	json_error_t wrong;
	char *text;
	size_t n;
	int rc = ch_file_slurp(f->path, FILE_MAX, &text, &n, f->err);

	*out = NULL;
	if (rc)
		return rc;
	ch_sha256(text, n, sum);
	ch_hex(sum, sizeof(sum), hash);
	*out = json_loadb(text, n, JSON_REJECT_DUPLICATES, &wrong);
	free(text);
	if (!*out)
		ch_faults_add(f, json_error_code(&wrong) ==
			      json_error_duplicate_key ?
			      "a key that was said before" : "not JSON",
			      "line %d, column %d", wrong.line, wrong.column);
	else if (!json_is_object(*out))
		ch_faults_add(f, "not an object", "line 1");
	if (f->n) {
		json_decref(*out);
		*out = NULL;
	}
	return 0;
}

/* "not a, b or c"; the buffer is the caller's. */
static const char *none_of(struct ch_buf *out, const char *const *words)
{
	ch_key_list(out, words, "not ", " or ");
	return out->s ? out->s : "not one of the words";
}

/* One value to where its key says; NULL, or what is wrong with it. */
static const char *take(const struct ch_key *key, const json_t *v, char *to,
			struct ch_buf *words)
{
	const char *text = json_string_value(v);
	int place = key->words && text ? ch_key_word(key->words, text) : 0;

	switch (key->as) {
	case CH_KEY_TEXT:
	case CH_KEY_CODES:
	case CH_KEY_WORD:
		if (!text || !*text)
			return "not a text";
		if (place < 0)
			return none_of(words, key->words);
		if (key->as == CH_KEY_WORD)
			*(int *)(void *)(to + key->at) = place;
		else
			*(const char **)(void *)(to + key->at) = text;
		return NULL;
	case CH_KEY_WHOLE:
		if (!json_is_integer(v))
			return key->says ? key->says : "not a whole number";
		return ch_key_take_number(key, json_number_value(v), to);
	case CH_KEY_NUMBER:
		if (!json_is_number(v))
			return "not a number";
		return ch_key_take_number(key, json_number_value(v), to);
	case CH_KEY_OWN:
		break;
	}
	return NULL;
}

void ch_json_keys_read(struct ch_faults *f, json_t *object,
		       const struct ch_key *keys, void *to, const char *place)
{
	const char *name;
	json_t *v;

	json_object_foreach(object, name, v) {
		CH_AUTO(ch_buf_free) struct ch_buf words = CH_BUF_INIT;
		const struct ch_key *key = ch_key_find(keys, name);
		const char *wrong = key ? take(key, v, to, &words) :
			"unknown key";

		if (wrong)
			ch_faults_add(f, wrong, "%s%s", place, name);
	}
	for (; keys->name; keys++)
		if (keys->required && !json_object_get(object, keys->name))
			ch_faults_add(f, "missing", "%s%s", place, keys->name);
}

void *ch_json_keys_list(struct ch_faults *f, json_t *object, const char *name,
			const struct ch_key *keys, const void *fresh,
			size_t size, size_t *n)
{
	json_t *list = json_object_get(object, name), *one;
	char place[64], *all;
	size_t i;

	*n = 0;
	if (!list)
		return NULL;
	if (!json_is_array(list)) {
		ch_faults_add(f, "not a list", "%s", name);
		return NULL;
	}
	all = calloc(json_array_size(list) + 1, size);
	if (!all) {
		ch_nomem(f->err);
		f->n++;
		return NULL;
	}
	json_array_foreach(list, i, one) {
		snprintf(place, sizeof(place), "%s[%zu].", name, i);
		memcpy(all + i * size, fresh, size);
		if (json_is_object(one))
			ch_json_keys_read(f, one, keys, all + i * size, place);
		else
			ch_faults_add(f, "not an object", "%s[%zu]", name, i);
	}
	*n = json_array_size(list);
	return all;
}
