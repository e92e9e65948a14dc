/**
 * The day the site is built for, as its agency's calendar has it. `SIGAP_TANGGAL=YYYY-MM-DD` sets another one, so that
 * a build can be repeated and the overdue notices can be seen beforehand.
 */
import { instansi } from '../instansi.ts';

/** @throws Error in Indonesian when the setting is no date */
export function buildDay(setting = process.env['SIGAP_TANGGAL'], now = new Date()): string {
  if (setting) {
    const day = new Date(`${setting}T00:00:00Z`);
    if (
      !/^\d{4}-\d\d-\d\d$/.test(setting) ||
      Number.isNaN(day.getTime()) ||
      !day.toISOString().startsWith(setting)
    )
      throw new Error(`SIGAP_TANGGAL "${setting}" bukan tanggal. Tulis misalnya SIGAP_TANGGAL=2027-05-22.`);
    return setting;
  }
  // The Swedish way of writing a date is the ISO way.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: instansi.zonaWaktu.nama }).format(now);
}
