/** Reads the learner's progress only when a mark comes into sight: the emergency reader loads none of it. */
const marks = document.querySelectorAll('progress-mark');
const sight = new IntersectionObserver(
  (entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    sight.disconnect();
    void import('./mark.ts');
  },
  { rootMargin: '200px' },
);
for (const mark of marks) sight.observe(mark);
