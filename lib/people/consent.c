/* consent.c - asks what is on file of telling somebody of a patient. */
#include "people/consent.h"
#include "store/ask.h"

/* Research is HRESCH and what is below it, ...RCH (HL7 v3 PurposeOfUse). */
static const char on_file[] =
	"WITH said AS (SELECT c.id, coalesce(c.decision, CASE WHEN "
	"upper(c.policy) LIKE '%OPTOUT%' THEN 'deny' ELSE 'permit' END) AS "
	"decision, c.recipient, c.recipients, c.part_of, "
	"c.recipient IS NULL AND c.recipients IS NULL AS anybody "
	"FROM patient me JOIN patient p ON p.person = me.person "
	"JOIN consent c ON c.patient = p.id WHERE me.id = $1 AND "
	"c.status = 'active' AND c.data IS NULL AND "
	"(c.scope IS NULL OR c.scope = 'patient-privacy') AND "
	"(c.purpose IS NULL OR (c.purpose NOT LIKE '%RESCH%' AND "
	"c.purpose NOT LIKE '%RCH%')) AND "
	"(c.at IS NULL OR local_day(c.at) <= local_day($5)) AND "
	"(c.until IS NULL OR last_day(c.until) >= local_day($5))) "
	"SELECT id, decision = 'permit' FROM said WHERE anybody OR "
	"recipient IN ($2, $3, $4) OR recipients LIKE '%/' || hexid($2) || "
	"'\"%' OR recipients LIKE '%/' || hexid($3) || '\"%' OR recipients "
	"LIKE '%/' || hexid($4) || '\"%' "
	"ORDER BY anybody, part_of IS NULL, decision, id LIMIT 1";

int ch_consent_find(struct ch_store *store, int64_t patient,
		    const int64_t to[3], int64_t now, struct ch_consent *out,
		    struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask_row(&st, store, on_file,
				  CH_WITH(ch_ask_int(patient),
					  ch_ask_int(to[0]), ch_ask_int(to[1]),
					  ch_ask_int(to[2]), ch_ask_int(now)),
				  err);

	if (rc)
		return rc;
	out->id = ch_stmt_int(st, 0);
	out->permit = ch_stmt_int(st, 1);
	return 0;
}
