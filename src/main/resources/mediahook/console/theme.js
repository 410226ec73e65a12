// Runs before the page is painted, so that it never flashes in the other theme.
'use strict';
(() => {
  const kept = localStorage.getItem('mediahook-theme');
  if (kept === 'dark' || kept === 'light') document.documentElement.dataset.theme = kept;
})();
