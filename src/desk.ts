/** The self-check's questions and the register of roles, read once at build time. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { pertanyaan, raci as raciSchema } from './schemas/desk.ts';

const read = (file: string): unknown => parse(readFileSync(file, 'utf8'));

export const questions = pertanyaan.array().parse(read('content/periksa-diri.yaml'));
export const raci = raciSchema.parse(read('content/raci.yaml'));
