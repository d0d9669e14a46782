/* db_functions.h - our few SQL functions, for the SQLite driver alone. */
#ifndef CH_DB_FUNCTIONS_H
#define CH_DB_FUNCTIONS_H

struct sqlite3;

/* Registers them (db.h lists them); SQLite's code. */
int ch_db_functions(struct sqlite3 *handle);

#endif
