/* verb.h - a program's main(): its verbs run with the hub open. */
#ifndef CH_VERB_H
#define CH_VERB_H

#include "hub/hub.h"

/*
 * The whole life of a program: ch_ui_main(), and what the verb's row says it
 * needs. The store is opened, once, and with it who asks is known; options that
 * take a DATE or an ID have got their `v`.
 */
int ch_main(const struct ch_prog *prog, int argc, char **argv);

#endif
