/* patient_page.h - a person on a page that a nurse can read. */
#ifndef CH_PATIENT_PAGE_H
#define CH_PATIENT_PAGE_H

#include "hub/hub.h"

/* Prints the page of the person that `patient` belongs to. */
int ch_patient_page(struct ch_ui *ui, struct ch_store *store, int64_t patient);

/* Prints the same as records: the person's sections, in order. */
int ch_patient_records(struct ch_ui *ui, struct ch_store *store,
		       int64_t patient);

#endif
