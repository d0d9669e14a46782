/* type.c - looking up record types and their fields by name. */
#include "record/type.h"

const struct ch_type *ch_type_find_n(const char *name, size_t n)
{
	for (int i = 0; i < ch_types_all; i++) {
		const char *have = ch_types[i].name;

		if (strlen(have) == n && !memcmp(have, name, n))
			return &ch_types[i];
	}
	return NULL;
}

const struct ch_type *ch_type_find(const char *name)
{
	return ch_type_find_n(name, strlen(name));
}

int ch_field_find(const struct ch_type *type, const char *name, size_t n)
{
	for (int c = 0; c < type->n; c++) {
		const char *have = type->field[c].name;

		if (!strncmp(have, name, n) && have[n] == '\0')
			return c;
	}
	return -1;
}
