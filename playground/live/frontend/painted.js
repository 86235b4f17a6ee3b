// Whether the first picture has been painted. What holds the page's thread for long waits for that.

/** @type {() => void} */
let done = () => {};

/** When it has been painted, or when there is none to wait for. @type {Promise<void>} */
export const isPainted = new Promise((resolve) => {
  done = resolve;
});

/** The first picture has been painted, or another way has brought the page here. */
export const paintedFirst = () => done();
