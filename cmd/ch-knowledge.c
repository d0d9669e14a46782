/* ch-knowledge - the files that say what the hub does, and who approved. */
#include "hub/knowing.h"
#include "hub/verb.h"

static const struct ch_knowing all = {
	NULL, "knowledge", "DRAFT",
	"kind name title version status by at hash from file",
	"kind name version status by at short:hash from",
};

static const struct ch_verb verbs[] = {
	{ "list", "[KIND]", "List the files in force, and who approved them",
	  NULL, CH_READ, "read:knowledge", ch_knowing_list, &all },
	{ "show", "KIND/NAME...", "Show a file", NULL, CH_READ,
	  "read:knowledge", ch_knowing_show, &all },
	{ "check", "[KIND/NAME...]", "Say what is wrong with files", NULL,
	  CH_READ, "read:knowledge", ch_knowing_check, &all },
	{ "approve", "KIND/NAME...", "Say that these files are right: they are "
	  "drafts no more", NULL, CH_WRITE | CH_DRY, "approve:knowledge",
	  ch_knowing_approve, &all },
	{ "test", "[KIND/NAME...]", "Run their examples, and ask their queries",
	  NULL, CH_READ, "read:knowledge", ch_knowing_test, &all },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-knowledge", "the files that say what the hub does", verbs, 1
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
