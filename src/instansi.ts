/** The agency the site is built for, read once from `content/instansi.yaml`. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { instansi as schema } from './schemas/register.ts';

export const instansi = schema.parse(parse(readFileSync('content/instansi.yaml', 'utf8')));
