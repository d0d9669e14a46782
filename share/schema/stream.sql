-- stream.sql: records that only pass from one program to the next. They are
-- described as those of hub.sql are, and never stored.

-- room stream: records that pass between programs and are not stored

-- case: one person's part in a measure's number
CREATE TABLE case (
	id ID NOT NULL, -- the case's name: it follows from measure, person and `about`
	patient REF patient, -- the person
	measure TEXT, -- the measure
	measure_version TEXT, -- its version
	outcome TEXT
		CONSTRAINT outcome CHECK (outcome = 'met' OR
		outcome = 'missed' OR outcome = 'pending' OR
		outcome = 'excluded'), -- missed: look at this person
	reason TEXT, -- why, in a word
	value REAL, -- the number, for means, medians and scores
	at MOMENT, -- the day that it counts on
	until MOMENT, -- when its window closes
	about ANYREF, -- the record that it is about
	about_type TEXT, -- the type of `about`
	answer ANYREF, -- the record that settled it
	answer_type TEXT, -- the type of `answer`
	organization REF organization -- whose number it is in
);

-- clause: one part of a rule, and what of one person passes it
CREATE TABLE clause (
	id ID NOT NULL, -- its name: it follows from rule, person and place
	patient REF patient, -- the person
	rule TEXT, -- the rule
	query TEXT
		CONSTRAINT query CHECK (query = 'applies' OR
		query = 'settled' OR query = 'outcome'), -- of which query it is a part; outcome: what comes of all
	says TEXT, -- what it asks for, in the rule's own words
	holds FLAG, -- something passes it, and all before it
	left INTEGER, -- how many records do
	records JSONTEXT -- some of them, five at most
);

-- simulated: what a rule would have done, beside what was done
CREATE TABLE simulated (
	id ID NOT NULL, -- the occurrence
	patient REF patient, -- about whom
	rule TEXT, -- the rule
	rule_version TEXT, -- its version
	change TEXT
		CONSTRAINT change CHECK (change = 'added' OR
		change = 'dropped' OR change = 'same'), -- it would be there, and is not; the other way round
	about ANYREF, -- the record that it is about
	about_type TEXT, -- the type of `about`
	why TEXT, -- why the rule fires
	at MOMENT, -- when the condition became true
	settled MOMENT -- when it was over
);

-- simulation: what a rule would have come to
CREATE TABLE simulation (
	id ID NOT NULL, -- its name: it follows from rule and days
	rule TEXT, -- the rule
	rule_version TEXT, -- its version
	at MOMENT, -- from when
	until MOMENT, -- until when
	fires INTEGER, -- how often it would have fired
	settles INTEGER, -- how many of those would be over
	most INTEGER, -- the most on one day
	added INTEGER, -- of those that fire, that are not in the hub
	dropped INTEGER, -- that are in the hub, and would not be
	late INTEGER -- older than its window
);

-- stop: one person to be visited on a day, and with what
CREATE TABLE stop (
	id ID NOT NULL, -- the appointment or task
	patient REF patient, -- who is visited
	n INTEGER, -- its place in the order of the day, from 1
	at MOMENT, -- when, where that is agreed
	until MOMENT, -- until when
	status TEXT, -- of the appointment or task
	about ANYREF, -- the appointment or task
	about_type TEXT, -- the type of `about`
	place TEXT, -- where: a name, or the address
	zip TEXT, -- its postal code
	km REAL, -- from the one before, or the start; as the crow flies
	phone TEXT, -- where they are called
	bring TEXT, -- what to bring
	deliver TEXT, -- what is to be handed over, and where it is
	teach TEXT, -- what to explain
	notes TEXT -- notes to be written
);

-- attempt: runs of a rule that came to the same, one after the other
CREATE TABLE attempt (
	id ID NOT NULL, -- its place among all
	rule TEXT, -- the rule
	hash TEXT, -- SHA-256 of the rule
	outcome TEXT
		CONSTRAINT outcome CHECK (outcome = 'done' OR
		outcome = 'failed' OR outcome = 'refused'), -- how they ended; refused: rows were left out
	message TEXT, -- what was wrong
	at MOMENT, -- the first of them, by the real clock
	until MOMENT, -- the last
	times INTEGER, -- how many they are
	fired INTEGER, -- how often it fired
	again INTEGER, -- what was open, and seen again
	settled INTEGER, -- what was over
	late INTEGER, -- what was older than its window
	compared INTEGER, -- what was noticed outside its pilot
	seconds REAL -- how long they took together
);

-- offer: a service of the directory for a need: how well it fits, and why
CREATE TABLE offer (
	id ID NOT NULL, -- the service's own id
	patient REF patient, -- for whom, where that was said
	service REF service, -- the service
	name TEXT, -- its name
	category TEXT, -- what it is
	organization REF organization, -- who offers it
	phone TEXT, -- its phone
	fit INTEGER, -- how well it fits, 1 to 100; 0: it is not offered
	miles REAL, -- how far it is, in a straight line
	open FLAG, -- whether it is open at the time asked for
	next_open MOMENT, -- when it opens next, within two weeks
	languages TEXT, -- languages, BCP 47, comma between
	places INTEGER, -- places that were free when they were last asked
	places_at MOMENT, -- when that was
	places_age INTEGER, -- how many days ago
	why TEXT, -- what speaks for it
	against TEXT -- what speaks against it, and what to ask
);

-- finding: something that speaks against a medicine or a test, and why
CREATE TABLE finding (
	id ID NOT NULL, -- the finding's name: it follows from the person, kind and item
	patient REF patient, -- the person
	kind TEXT, -- drug-pair, duplicate-therapy, allergy, disease, kidney, lab, age, duplicate-test
	item TEXT, -- the row of its table, and the ingredients
	level TEXT
		CONSTRAINT level CHECK (level = 'inform' OR level = 'warn' OR
		level = 'block'), -- how serious: inform interrupts nobody
	title TEXT, -- what it is, in words
	effect TEXT, -- what may come of it
	first ANYREF, -- the record that it rests on; none for what is only asked
	first_type TEXT, -- the type of `first`
	second ANYREF, -- the other record
	second_type TEXT, -- the type of `second`
	at MOMENT, -- a test: when the earlier one was collected or ordered
	until MOMENT, -- a test: too soon before this day
	exempt TEXT, -- why it does not count: was-critical, since-admitted, in-hospital
	decision REF decision, -- that it was overridden
	reason TEXT, -- why it was overridden
	fee DECIMALTEXT, -- a test: what it costs here
	currency TEXT, -- the currency of `fee`
	row TEXT, -- the table and its row
	cites TEXT, -- where that row has it from
	draft FLAG, -- nobody approved that row yet
	basis TEXT -- a hash of what it rests on
);
