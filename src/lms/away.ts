/** What a link says that leaves the package. */
export const AWAY = 'Ada di laman Sigap kota Anda';
