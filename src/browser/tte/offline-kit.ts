/** Everything the desk may need later, fetched now. On plain http there is no service worker to do it. */
import './evidence.ts';
import './key-files.ts';
import './register.ts';
import './view/certificates.ts';
import './view/result.ts';
import './viewer/comparison.ts';
import './viewer/pages.ts';

export { prepareViewer } from './viewer/open.ts';
