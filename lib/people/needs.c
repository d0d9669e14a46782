/* needs.c - needs of people: who has one already, and on which nobody works. */
#include "lifecycle.h"
#include "people/needs.h"
#include "store/ask.h"

#define OF_PERSON(type) "FROM patient p CROSS JOIN patient q ON q.person = " \
	"p.person CROSS JOIN " type " x ON x.patient = q.id WHERE p.id = " \
	"need.patient AND "
#define REFERRAL OF_PERSON("referral") "(x.need = need.id OR (x.need IS " \
	"NULL AND x.category = need.category)) AND " \
	"coalesce(x.prohibited, 0) = 0 AND "
#define TASK OF_PERSON("task") "x.about = need.id AND "

const char ch_needs_unaddressed[] =
	"NOT EXISTS (SELECT 1 " REFERRAL
	"x.status IN ('draft', 'active', 'on-hold') AND (x.stage IS NULL OR "
	"x.stage NOT IN (" CH_OVER_REFERRAL_STAGE "))) "
	"AND NOT EXISTS (SELECT 1 " TASK
	"(x.status IS NULL OR x.status NOT IN (" CH_OVER_TASK "))) "
	"AND (need.status IS NOT 'addressed' OR EXISTS (SELECT 1 " REFERRAL
	"TRUE) OR EXISTS (SELECT 1 " TASK "TRUE))";

int ch_needs_open(struct ch_store *store, int64_t person, const char *category,
		  int64_t *id, struct ch_err *err)
{
	int rc = ch_store_ask_int(store, "SELECT n.id FROM patient q CROSS "
				  "JOIN need n ON n.patient = q.id WHERE "
				  "q.person = $1 AND n.category = $2 AND "
				  "(n.status IS NULL OR n.status NOT IN ("
				  CH_OVER_NEED ")) ORDER BY n.at DESC, n.id "
				  "LIMIT 1", CH_WITH(ch_ask_int(person),
				  ch_ask_str(category)), id, err);

	if (rc == CH_END)
		*id = 0;
	return rc == CH_END ? 0 : rc;
}
