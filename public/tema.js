// Runs before the first paint so that a dark choice never flashes white. A file of its own: inline code is refused by the site's policy.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('sigap:tema');
  } catch {
    // Storage may be closed (private mode); the system's choice serves.
  }
  const dark = choice ? choice === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
