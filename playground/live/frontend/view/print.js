// Prints the page by a button that says so (`data-print`).

addEventListener("click", ({ target }) => {
  if (target instanceof Element && target.closest("[data-print]")) print();
});
