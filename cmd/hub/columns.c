/* columns.c - reads a type's line of codes/columns.tsv. */
#include "base/file.h"
#include "hub/columns.h"

#define TABLE_MAX (64u << 10)

int ch_columns_for(struct ch_ui *ui, const struct ch_type *type)
{
	static char columns[512];	/* as long as the program */
	char *text = NULL, *rest, *line;
	struct ch_book book;
	size_t n, len = strlen(type->name);
	int rc;

	if (ui->format != CH_FORMAT_TABLE)
		return 0;
	rc = ch_shelf_find(&ui->shelf, "codes", "columns", ".tsv", &book,
			   &ui->err);
	if (!rc)
		rc = ch_file_slurp(book.path, TABLE_MAX, &text, &n, &ui->err);
	rest = text;
	while (!rc && rest && (line = strsep(&rest, "\n"))) {
		if (strncmp(line, type->name, len) || line[len] != '\t')
			continue;
		snprintf(columns, sizeof(columns), "%s", line + len + 1);
		ch_ui_columns(ui, columns);
		break;
	}
	free(text);
	return rc;
}
