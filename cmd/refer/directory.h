/* directory.h - ch-refer's verbs about the services that there are. */
#ifndef CH_REFER_DIRECTORY_H
#define CH_REFER_DIRECTORY_H

#include "hub/stepping.h"

/* What ch-refer's options begin with; --at and --until are the steps' own. */
struct ch_directory_opts {
	struct ch_step_opts step;
	const char *need, *near, *language;
	struct ch_given limit;
	bool open;
};

extern const struct ch_option ch_directory_services_options[];
extern const struct ch_option ch_directory_capacity_options[];

/* Each is a verb's `run`. */
int ch_directory_services(struct ch_ui *ui, struct ch_store *store, void *opt,
			  int argc, char **argv);
int ch_directory_capacity(struct ch_ui *ui, struct ch_store *store, void *opt,
			  int argc, char **argv);

#endif
