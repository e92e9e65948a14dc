/** The script of a cmi5 package. */
import { Cmi5, launchParameters } from './cmi5-session.ts';
import { faultWords } from './fault-words.ts';
import { beginVisit } from './session.ts';

const given = launchParameters(location.search);
if (given === null) void beginVisit(null);
else
  Cmi5.begin(given).then(beginVisit, (error: unknown) =>
    beginVisit(
      null,
      `LMS tidak dapat dihubungi (${faultWords(error)}). Buka lagi dari LMS; sampai itu kemajuan Anda hanya tersimpan di perangkat ini.`,
    ),
  );
