/** Everything the signature pages may need later, fetched now. On plain http there is no service worker to do it. */
import '../progress/progress.ts';
import './evidence.ts';
import './key-files.ts';
import './register.ts';
import './lab/ruling.ts';
import './sign/steps.ts';
import './view/certificates.ts';
import './view/result.ts';
import './viewer/comparison.ts';
import './viewer/pages.ts';

import { prepareViewer } from './viewer/open.ts';

/** Modules come with this one; this adds what they fetch while they work: the page renderer and the faces of text. */
export async function prepare(): Promise<void> {
  await Promise.all([prepareViewer(), ...[...document.fonts].map((face) => face.load())]);
}
