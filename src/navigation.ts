/** The sections of the site, in the order of the menu: seven fit one line. The footer has the rest. */
export const sections = [
  { href: '/sop/', name: 'SOP' },
  { href: '/formulir/', name: 'Formulir' },
  { href: '/lab/', name: 'Lab' },
  { href: '/pelatihan/', name: 'Pelatihan' },
  { href: '/jalur/', name: 'Jalur' },
  { href: '/kebijakan/', name: 'Kebijakan' },
  { href: '/istilah/', name: 'Istilah' },
];

export const footer = [
  {
    title: 'Pedoman',
    links: [
      { href: '/sop/', name: 'Semua SOP' },
      { href: '/formulir/', name: 'Formulir dan surat' },
      { href: '/kebijakan/', name: 'Kebijakan keamanan' },
      { href: '/peraturan/', name: 'Daftar peraturan' },
      { href: '/klausul/', name: 'Daftar klausul' },
      { href: '/pengelola/', name: 'Untuk pengelola' },
      { href: '/raci/', name: 'Siapa melakukan apa' },
    ],
  },
  {
    title: 'Belajar',
    links: [
      { href: '/pelatihan/', name: 'Bimtek dua hari' },
      { href: '/jalur/', name: 'Jalur per peran' },
      { href: '/kemajuan/', name: 'Kemajuan saya' },
      { href: '/lab/firewall/', name: 'Lab firewall' },
      { href: '/lab/tte/', name: 'Lab verifikasi TTE' },
      { href: '/lab/tte/tanda-tangani-sendiri/', name: 'Tanda tangani sendiri' },
      { href: '/lab/tte/cara-kerja/', name: 'Cara kerja tanda tangan' },
    ],
  },
  {
    title: 'Alat',
    links: [
      { href: '/darurat/', name: 'Kartu darurat' },
      { href: '/siapa-diberi-tahu/', name: 'Siapa diberi tahu' },
      { href: '/periksa-diri/', name: 'Periksa diri' },
      { href: '/siaga/', name: 'Siaga dan pengganti' },
      { href: '/alat/verifikasi-tte/', name: 'Periksa TTE' },
      { href: '/alat/penyusun-sop/', name: 'Penyusun SOP' },
      { href: '/alat/uji-firewall/', name: 'Uji aturan firewall' },
      { href: '/istilah/', name: 'Istilah' },
      { href: '/cari/', name: 'Cari' },
    ],
  },
];
