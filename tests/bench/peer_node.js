// The script that anybody would write first: node, JSON.parse, better-sqlite3.
// peer_node.js DIR DB: six tables of about the hub's columns, keyed by id,
// upserts, one transaction, the hub's pragmas and indexes. Text as it comes.
const fs = require('fs'), readline = require('readline'), path = require('path');
const db = require('better-sqlite3')(process.argv[3]), dir = process.argv[2];
for (const p of ['page_size=8192', 'journal_mode=WAL', 'synchronous=FULL', 'cache_size=-65536']) db.pragma(p);
const ref = r => r && r.reference, c = x => x && x.coding && x.coding[0] || {}, first = a => a && a[0] || {};
const about = o => [o.id, ref(o.subject), ref(o.encounter), o.status || c(o.clinicalStatus).code, o.meta.lastUpdated, c(o.code).code, c(o.code).system, c(o.code).display];
const cols = 'id,patient,encounter,status,told,code,system,name,';
const map = {
  Patient: ['patient', 'id,told,family,given,prefix,birth,sex,died,language,marital,line,city,state,zip,country,practitioner,organization,mrn,phone', o => {
    const n = first(o.name), a = first(o.address);
    return [o.id, o.meta.lastUpdated, n.family, n.given.join(' '), (n.prefix || [])[0], o.birthDate, o.gender, o.deceasedDateTime, c(first(o.communication).language).code, c(o.maritalStatus).code, a.line.join(', '), a.city, a.state, a.postalCode, a.country, ref(first(o.generalPractitioner)), ref(o.managingOrganization), first(o.identifier).value, first(o.telecom).value];
  }],
  Encounter: ['encounter', cols + 'at,until,class,reason,reason_code,practitioner,organization,location,location_name,disposition,appointment', o => {
    const t = c(first(o.type)), r = c(first(o.reasonCode)), l = first(o.location).location || {};
    return [...about(o).slice(0, 5), t.code, t.system, t.display, o.period.start, o.period.end, o.class.code, r.display, r.code, ref(first(o.participant).individual), ref(o.serviceProvider), l.reference, l.display, c((o.hospitalization || {}).dischargeDisposition).code, ref(first(o.appointment))];
  }],
  Condition: ['condition', cols + 'at,until,verified,category,icd10', o => [...about(o), o.onsetDateTime, o.abatementDateTime, c(o.verificationStatus).code, c(first(o.category)).code, (o.code.coding.find(x => x.system === 'http://hl7.org/fhir/sid/icd-10-cm') || {}).code]],
  Observation: ['observation', cols + 'at,issued,category,practitioner,value,unit,vcode,text,flag,low,high', o => {
    const q = o.valueQuantity || {}, v = o.valueCodeableConcept, r = first(o.referenceRange);
    return [...about(o), o.effectiveDateTime, o.issued, c(first(o.category)).code, ref(first(o.performer)), q.value, q.code, c(v).code, v && v.text, c(first(o.interpretation)).code, (r.low || {}).value, (r.high || {}).value];
  }],
  MedicationRequest: ['medication', cols + 'at,until,intent,sig,prescriber,prescriber_name,reason,reason_code', o => {
    const m = c(o.medicationCodeableConcept), r = c(first(o.reasonCode)), w = o.requester || {};
    return [...about(o).slice(0, 5), m.code, m.system, m.display, o.authoredOn, ((o.dispenseRequest || {}).validityPeriod || {}).end, o.intent, first(o.dosageInstruction).text, w.reference, w.display, r.display, r.code];
  }],
  Procedure: ['procedure', cols + 'at,until,practitioner,reason,reason_code', o => {
    const p = o.performedPeriod || {}, r = c(first(o.reasonCode));
    return [...about(o), p.start, p.end, ref(first(o.performer).actor), r.display, r.code];
  }],
};
const put = {};
for (const [t, names] of Object.values(map)) {
  const k = names.split(',');
  db.exec(`CREATE TABLE ${t} (${names.replace('id', 'id TEXT PRIMARY KEY')}); ${k.includes('at') ? `CREATE INDEX ${t}_patient_at ON ${t} (patient, at)` : ''}`);
  put[t] = db.prepare(`INSERT INTO ${t} VALUES (${k.map(() => '?').join()}) ON CONFLICT (id) DO UPDATE SET ${k.map(x => `${x}=excluded.${x}`).join()}`);
}
const set = (t, row) => put[t].run(...row.map(v => v === undefined ? null : v));
(async () => {
  db.exec('BEGIN IMMEDIATE');
  for (const f of fs.readdirSync(dir))
    for await (const line of readline.createInterface({ input: fs.createReadStream(path.join(dir, f)) })) {
      const o = JSON.parse(line), m = map[o.resourceType];
      set(m[0], m[2](o));
      for (const part of o.component || []) set(m[0], m[2]({ ...o, ...part, id: o.id + ' ' + c(part.code).code }));
    }
  db.exec('COMMIT');
})();
