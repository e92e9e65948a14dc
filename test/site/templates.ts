/** One page of every template; a new template is added here and so gets every check. */
export const templates = [
  { name: 'beranda', path: '/' },
  { name: 'darurat', path: '/darurat/' },
  { name: 'daftar SOP', path: '/sop/' },
  { name: 'SOP', path: '/sop/pelaporan-insiden/' },
  { name: 'lembar resmi A4', path: '/sop/pelaporan-insiden/lembar/' },
  { name: 'lembar resmi F4', path: '/sop/verifikasi-tte/lembar-f4/' },
  { name: 'daftar kebijakan', path: '/kebijakan/' },
  { name: 'kebijakan', path: '/kebijakan/kewajiban-setiap-orang/' },
  { name: 'daftar jalur', path: '/jalur/' },
  { name: 'jalur', path: '/jalur/pegawai-umum/' },
  { name: 'istilah', path: '/istilah/' },
  { name: 'peraturan', path: '/peraturan/' },
  { name: 'klausul', path: '/klausul/' },
  { name: 'cari', path: '/cari/?q=genset' },
  { name: 'periksa TTE', path: '/alat/verifikasi-tte/' },
  { name: 'tidak ditemukan', path: '/tidak-ada/' },
] as const;
