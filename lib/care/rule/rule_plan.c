/* rule_plan.c - what a rule would do now: nothing is written yet. */
#include "care/rule/rule_in.h"

int ch_ruling_plan(struct ch_ruling *r, struct ch_err *err)
{
	int rc;

	ch_knowledge_budget(r->store, &r->rule->k);
	rc = ch_ruling_begin(r, err);
	if (!rc)
		rc = ch_ruling_stand(r, err);
	if (!rc)
		rc = ch_ruling_match(r, err);
	if (!rc)
		rc = ch_ruling_settle(r, err);
	ch_knowledge_budget(r->store, NULL);
	return rc;
}

void ch_ruling_renew(struct ch_ruling *r)
{
	for (size_t i = 0; i < r->n; i++) {
		struct ch_match *m = &r->match[i];

		if (m->is != CH_MATCH_AGAIN || !ch_ruling_is_over(r, m->id))
			continue;
		m->is = CH_MATCH_NEW;
		m->id = ch_ruling_id(r, ch_type_find("occurrence"), m,
				     ch_ruling_text(r, m->item), ++m->nth);
	}
}
