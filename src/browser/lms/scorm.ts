/** The script of a SCORM 1.2 package. */
import { findApi } from './find-api.ts';
import { Scorm12 } from './scorm12.ts';
import { beginVisit } from './session.ts';

const api = findApi(window);
void beginVisit(api && Scorm12.begin(api));
