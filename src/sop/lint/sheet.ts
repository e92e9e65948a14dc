/** Rules 7 and 8: the official sheet can be drawn, its segi lima pair up, and it uses the five symbols only. */
import type { Sop } from '../../schemas/sop.ts';
import { checkSheet } from '../sheet/check.ts';
import { PAPERS } from '../sheet/model.ts';
import { layOutSheet } from '../sheet/sheet.ts';
import type { Finding } from './finding.ts';

/** Asked only when the flow itself is sound: a broken flow has no sheet. */
export function lintSheet(sop: Sop): Finding[] {
  const input = {
    sop,
    unit: ['PEMERINTAH DAERAH', 'DINAS', 'BIDANG'],
    dasarHukum: sop.identitas.dasarHukum.map(({ peraturan, pasal }) =>
      [peraturan, pasal].filter(Boolean).join(', '),
    ),
    keterkaitan: sop.identitas.keterkaitan,
  };
  return Object.values(PAPERS).flatMap((paper): Finding[] => {
    try {
      return checkSheet(layOutSheet(input, paper)).map((fault) => ({
        rule: fault.rule === 'pair' ? 'penghubung' : 'bentuk',
        level: 'error',
        message: `Lembar resmi ${paper.name} halaman ${fault.page}: ${fault.message}`,
        mend: 'laporkan kepada pengelola situs: ini kesalahan penggambar, bukan isi SOP',
      }));
    } catch (error) {
      return [
        {
          rule: 'bentuk',
          level: 'error',
          message: `Lembar resmi ${paper.name} tidak dapat disusun. ${(error as Error).message}`,
          mend: 'ringkas isi yang disebut',
        },
      ];
    }
  });
}
