/** A database that does not open in time counts as refused. */

/** Long enough for a slow phone that makes its database for the first time. */
const LIMIT = 5000;

/** The device never answered; the next page may well be answered. */
export class TooLate extends Error {}

/**
 * Safari can leave an opening without any answer, for instance when the page before it was left while it opened the
 * same database. Whoever waits would wait for ever.
 * @param limit milliseconds. @throws TooLate when time is up; what opens later is closed again.
 */
export function timely<Opened extends { close(): void }>(
  opening: Promise<Opened>,
  limit = LIMIT,
): Promise<Opened> {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new TooLate('the database did not open in time'));
    }, limit);
    opening.then(
      (opened) => {
        clearTimeout(timer);
        if (late) opened.close();
        else resolve(opened);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
