/* floor.c - the yardstick: jansson parses each line of the files named, and
 * drops it. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	for (int i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "r");

		if (!f)
			return 66;
		while ((n = getline(&line, &room, f)) > 0)
			json_decref(json_loadb(line, (size_t)n, 0, NULL));
		fclose(f);
	}
	free(line);
	return 0;
}
