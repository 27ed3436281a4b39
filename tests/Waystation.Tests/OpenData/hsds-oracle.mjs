// The oracle of HsdsTests: reads {schema: [documents]} from standard input and writes, for each document that is not valid,
// "schema: where: what". The schemas are those of the specification, unchanged, compressed.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const read = name => JSON.parse(gunzipSync(readFileSync(new URL(`hsds-3.0/${name}.json.gz`, import.meta.url))));
// Words and lists of words have no compiled schema of their own: they are described where they are nested.
const word = () => read('service').properties.attributes.items.properties.taxonomy_term;
const schemaOf = name => name === 'taxonomy_term' ? word() : name === 'taxonomy' ? { ...word().properties.taxonomy_detail, required: ['id', 'name', 'description'] } : read(name);

let input = '';
for await (const chunk of process.stdin) input += chunk;
const wrong = [];
for (const [name, documents] of Object.entries(JSON.parse(input))) {
    const ajv = formats(new Ajv({ strict: false, allErrors: true, validateSchema: false }));
    const holds = ajv.compile(schemaOf(name));
    for (const document of documents) if (!holds(document)) wrong.push(...holds.errors.map(error => `${name}: ${error.instancePath}: ${error.message}`));
}

console.log(JSON.stringify(wrong));
