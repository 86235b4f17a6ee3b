// Parameters of the page's address that say how this browser shows the page. Streamlit's session
// writes the address, too, as it has read it a while ago.

/** Whether the address has a parameter. @param {string} name */
export const hasParameter = (name) => new URLSearchParams(location.search).has(name);

/** Let the address have a parameter or not, for a reload. @param {string} name @param {boolean} on */
export function setParameter(name, on) {
  const ours = new RegExp(`^${name}(=|$)`);
  const parts = location.search.slice(1).split("&").filter(Boolean);
  if (parts.some((part) => ours.test(part)) === on) return;
  const rest = parts.filter((part) => !ours.test(part));
  const query = [...rest, ...(on ? [`${name}=true`] : [])].join("&");
  history.replaceState(history.state, "", `${location.pathname}${query && `?${query}`}`);
}
