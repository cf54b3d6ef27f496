const tracker = document.querySelector('order-status-tracker');
const version = document.querySelector('output');

tracker.addEventListener('status-updated', ({ detail }) => {
  version.textContent = detail.snapshot.version;
});
// The part of an order's tracking_url behind '#'. Here it stands behind this page's own '#', where no server
// ever sees it.
tracker.setAttribute('token', location.hash.slice(1));
