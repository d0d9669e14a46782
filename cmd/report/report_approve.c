/* report_approve.c - ch-report approve: somebody answers for a measure. */
#include "hub/approving.h"
#include "report/report.h"

struct listing {
	struct ch_store *store;
	const struct ch_measure *measure;
};

static int print(struct ch_ui *ui, void *ctx, int i)
{
	const struct listing *l = ctx;

	return ch_report_list_one(ui, l->store, &l->measure[i]);
}

static int approve(struct ch_ui *ui, struct ch_store *store,
		   const struct ch_measure *m, int n)
{
	struct listing l = { store, m };
	struct ch_approving *v = calloc((size_t)n, sizeof(*v));
	int rc;

	if (!v)
		return ch_nomem(&ui->err);
	for (int i = 0; i < n; i++) {
		snprintf(v[i].what, sizeof(v[i].what), "measures/%s",
			 m[i].k.name);
		v[i].hash = m[i].k.hash;
	}
	rc = ch_approving_run(ui, store, v, n, print, &l);
	free(v);
	return rc;
}

int ch_report_approve(struct ch_ui *ui, struct ch_store *store, int argc,
		      char **argv)
{
	struct ch_measure *m = calloc((size_t)argc, sizeof(*m));
	int n = 0, rc = m ? 0 : ch_nomem(&ui->err);

	while (n < argc && !rc) {
		rc = ch_measure_read(&m[n], &ui->shelf, argv[n], &ui->err);
		n += !rc;
	}
	if (!rc)
		rc = approve(ui, store, m, n);
	for (int i = 0; i < n; i++)
		ch_measure_free(&m[i]);
	free(m);
	return rc;
}
