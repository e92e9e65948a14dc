/** The agency as forms know it, from `content/instansi.yaml`. */
import type { Instansi } from '../schemas/register.ts';
import type { Agency } from './text.ts';

export const agencyOf = ({
  nama,
  kota,
  kepalaDaerah,
  diskominfo,
  timTanggap,
  zonaWaktu,
  layanan,
}: Instansi): Agency => ({
  nama,
  kota,
  kepalaDaerah,
  diskominfo: diskominfo.nama,
  bidang: diskominfo.bidang,
  alamat: diskominfo.alamat,
  timTanggap,
  zona: zonaWaktu.singkatan,
  verifikasiTte: layanan.verifikasiTte,
  lembagaPdp: layanan.lembagaPdp,
});
