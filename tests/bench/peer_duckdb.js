// DuckDB by itself: tables as they come out of read_json, of about the hub's
// columns, without key, index, upsert or components. peer_duckdb.js DIR DB
const { DuckDBInstance } = require('@duckdb/node-api');
const S = 'VARCHAR', list = t => t + '[]', struct = o => 'STRUCT(' + Object.entries(o).map(([k, v]) => `"${k}" ${v}`).join() + ')';
const ref = struct({ reference: S, display: S }), concept = struct({ coding: list(struct({ system: S, code: S, display: S })), text: S });
const quantity = struct({ value: 'DOUBLE', unit: S, code: S }), period = struct({ start: S, end: S });
const about = { id: S, status: S, meta: struct({ lastUpdated: S }), subject: ref, encounter: ref };
const who = 'id, subject.reference AS patient, encounter.reference AS encounter, status, meta.lastUpdated AS told';
const code = (c, p = '') => `${c}.coding[1].code AS ${p}code, ${c}.coding[1].system AS ${p}system, ${c}.coding[1].display AS ${p}name`;
const tables = {
  Patient: [{ id: S, meta: struct({ lastUpdated: S }), name: list(struct({ family: S, given: list(S), prefix: list(S) })), birthDate: S, gender: S, deceasedDateTime: S, communication: list(struct({ language: concept })), maritalStatus: concept, address: list(struct({ line: list(S), city: S, state: S, postalCode: S, country: S })), generalPractitioner: list(ref), managingOrganization: ref, identifier: list(struct({ value: S })), telecom: list(struct({ value: S })) },
    'id, meta.lastUpdated AS told, name[1].family AS family, name[1].given[1] AS given, name[1].prefix[1] AS prefix, birthDate, gender, deceasedDateTime, communication[1].language.coding[1].code AS language, maritalStatus.coding[1].code AS marital, address[1].line[1] AS line, address[1].city AS city, address[1].state AS state, address[1].postalCode AS zip, address[1].country AS country, generalPractitioner[1].reference AS practitioner, managingOrganization.reference AS organization, identifier[1].value AS mrn, telecom[1].value AS phone'],
  Encounter: [{ ...about, type: list(concept), period, class: struct({ code: S }), reasonCode: list(concept), participant: list(struct({ individual: ref })), serviceProvider: ref, location: list(struct({ location: ref })), hospitalization: struct({ dischargeDisposition: concept }), appointment: list(ref) },
    `${who}, ${code('type[1]')}, period.start AS at, period.end AS until, class.code AS class, ${code('reasonCode[1]', 'reason_')}, participant[1].individual.reference AS practitioner, serviceProvider.reference AS organization, location[1].location.reference AS location, location[1].location.display AS location_name, hospitalization.dischargeDisposition.coding[1].code AS disposition, appointment[1].reference AS appointment`],
  Condition: [{ ...about, clinicalStatus: concept, verificationStatus: concept, category: list(concept), code: concept, onsetDateTime: S, abatementDateTime: S },
    `${who}, ${code('code')}, onsetDateTime AS at, abatementDateTime AS until, clinicalStatus.coding[1].code AS clinical, verificationStatus.coding[1].code AS verified, category[1].coding[1].code AS category, code.coding[2].code AS icd10`],
  Observation: [{ ...about, category: list(concept), code: concept, effectiveDateTime: S, issued: S, performer: list(ref), valueQuantity: quantity, valueCodeableConcept: concept, interpretation: list(concept), referenceRange: list(struct({ low: quantity, high: quantity })) },
    `${who}, ${code('code')}, effectiveDateTime AS at, issued, category[1].coding[1].code AS category, performer[1].reference AS practitioner, valueQuantity.value AS value, valueQuantity.code AS unit, valueCodeableConcept.coding[1].code AS vcode, valueCodeableConcept.text AS text, interpretation[1].coding[1].code AS flag, referenceRange[1].low.value AS low, referenceRange[1].high.value AS high`],
  MedicationRequest: [{ ...about, medicationCodeableConcept: concept, authoredOn: S, dispenseRequest: struct({ validityPeriod: period }), intent: S, dosageInstruction: list(struct({ text: S })), requester: ref, reasonCode: list(concept) },
    `${who}, ${code('medicationCodeableConcept')}, authoredOn AS at, dispenseRequest.validityPeriod.end AS until, intent, dosageInstruction[1].text AS sig, requester.reference AS prescriber, requester.display AS prescriber_name, ${code('reasonCode[1]', 'reason_')}`],
  Procedure: [{ ...about, code: concept, performedPeriod: period, performer: list(struct({ actor: ref })), reasonCode: list(concept) },
    `${who}, ${code('code')}, performedPeriod.start AS at, performedPeriod.end AS until, performer[1].actor.reference AS practitioner, ${code('reasonCode[1]', 'reason_')}`],
};
(async () => {
  const [dir, file] = process.argv.slice(2);
  const db = await (await DuckDBInstance.create(file, { threads: '1' })).connect();
  for (const [type, [columns, select]] of Object.entries(tables))
    await db.run(`CREATE TABLE "${type}" AS SELECT ${select} FROM read_json('${dir}/${type}.ndjson', format='newline_delimited', columns={${Object.entries(columns).map(([k, v]) => `${k}: '${v}'`).join()}})`);
})();
